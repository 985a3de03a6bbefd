package dev.godwit.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The demo did not show what it promises. */
public final class DemoFailure extends Exception {

    DemoFailure(String what, @Nullable Path logs) {
        super(logs == null ? what : what + " (logs: " + logs + ")");
    }
}
