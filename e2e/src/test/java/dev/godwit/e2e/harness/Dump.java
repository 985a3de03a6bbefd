package dev.godwit.e2e.harness;

import java.nio.file.Path;

/** The schema as {@code pg_dump} writes it, without schema godwit. */
public final class Dump {

    private Dump() {}

    /** The whole schema; two dumps of one schema are equal. */
    public static String of(Shop shop) throws Exception {
        Path binary = Tools.require("pg_dump", "pg_dump of PostgreSQL 18 is not on the PATH");
        Tools.need(major(binary) >= 18, "pg_dump is older than the server (18): " + binary);
        ProcessBuilder builder =
                new ProcessBuilder(
                        binary.toString(),
                        "-s",
                        "-N",
                        "godwit",
                        "--restrict-key=equal",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(shop.postgres().port()),
                        "-U",
                        "postgres",
                        shop.name());
        builder.environment().put("PGPASSWORD", "postgres");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        String errors = new String(process.getErrorStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pg_dump failed: " + errors);
        }
        return text;
    }

    private static int major(Path binary) throws Exception {
        Process process = new ProcessBuilder(binary.toString(), "--version").start();
        String version = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return Integer.parseInt(version.replaceAll("\\D*(\\d+).*", "$1").strip());
    }
}
