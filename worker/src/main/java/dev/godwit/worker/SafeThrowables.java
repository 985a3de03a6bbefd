package dev.godwit.worker;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Prints a logged exception and its causes without row values: PostgreSQL writes them into its
 * messages, and exceptions copy the messages of their causes. Of the stack it shows Godwit's own
 * frames.
 */
public final class SafeThrowables extends ThrowableHandlingConverter {

    private static final int LINES = 20;

    @Override
    public String convert(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy
                ? text(proxy.getThrowable())
                : "";
    }

    static String text(Throwable failure) {
        Set<Throwable> chain = new LinkedHashSet<>();
        for (Throwable link = failure; link != null && chain.add(link); ) {
            link = link.getCause();
        }
        StringBuilder text = new StringBuilder();
        for (Throwable link : chain) {
            text.append("  ").append(link.getClass().getName());
            text.append(words(link, chain)).append('\n');
            for (StackTraceElement frame : link.getStackTrace()) {
                if (frame.getClassName().startsWith("dev.godwit.") && lines(text) < LINES) {
                    text.append("    at ").append(frame).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String words(Throwable link, Set<Throwable> chain) {
        if (link instanceof SQLException sql) {
            return ": " + SqlFailure.words(sql);
        }
        String message = link.getMessage();
        boolean copied =
                message != null
                        && chain.stream()
                                .filter(SQLException.class::isInstance)
                                .map(Throwable::getMessage)
                                .anyMatch(sql -> sql != null && message.contains(sql));
        return message == null || copied ? "" : ": " + message;
    }

    private static long lines(CharSequence text) {
        return text.chars().filter(character -> character == '\n').count();
    }
}
