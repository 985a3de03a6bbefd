package dev.godwit.e2e.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A wire between two machines that a test listens to. */
public final class Tap implements AutoCloseable {

    private final ServerSocket server;
    private final int port;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Tap(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Leads to an address of this machine. @param address host and port */
    public static Tap to(String address) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Tap tap = new Tap(server, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        Thread.ofPlatform().daemon().start(tap::accept);
        return tap;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** All bytes of both directions, as characters of one byte, and all messages unpacked. */
    public String heard() {
        byte[] bytes;
        synchronized (heard) {
            bytes = heard.toByteArray();
        }
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int at = 0; at + 2 < bytes.length; at++) {
            if (bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b && bytes[at + 2] == 8) {
                text.append('\n').append(unpacked(bytes, at));
            }
        }
        return text.toString();
    }

    /** gRPC compresses message by message; what follows a message is not part of it. */
    private static String unpacked(byte[] bytes, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                out.write(next);
            }
        } catch (IOException end) {
            // Whatever was unpacked up to here counts.
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        try {
            while (true) {
                Socket one = server.accept();
                Socket other = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofPlatform().daemon().start(() -> carry(one, other));
                Thread.ofPlatform().daemon().start(() -> carry(other, one));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (heard) {
                    heard.write(buffer, 0, read);
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException hungUp) {
            // One side has closed; so is the other.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
