package dev.godwit.project.place;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a host has, or the container that the worker is in.
 *
 * @param memory of all programs, in bytes
 * @param disk that is free where clones are kept, in bytes; 0 when it cannot be told
 */
record Capacity(int processors, long memory, long disk) {

    private static final long GIB = 1L << 30;

    /**
     * Compilers and test runners use several processors by themselves: two probes that get in each
     * other's way are slower than one after the other, and some tests fail when they are slow.
     */
    private static final int PROCESSORS = 4;

    private static final long MEMORY = 4 * GIB;
    private static final long DISK = 4 * GIB;

    /** With more, most of what is tried ahead would not be needed. */
    private static final int MOST = 4;

    static Capacity of(Path home) {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Capacity(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                free(home.toAbsolutePath()));
    }

    /** How many probes of a run may be under way at the same time, when nobody says it. */
    int lanes() {
        long fitting = Math.min(processors / PROCESSORS, Math.min(memory / MEMORY, disk / DISK));
        return (int) Math.clamp(fitting, 1, MOST);
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
