package io.brewprint.llama;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine has left. */
final class Machine {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    /** Whether {@code bytes} can be taken without missing them: at most half of what is free. */
    static boolean hasRoomFor(long bytes) {
        return bytes < free() / 2;
    }

    private static long free() {
        // Linux gives back its file cache when asked: what it calls free leaves that out
        if (Files.isReadable(MEMORY)) {
            try (var lines = Files.lines(MEMORY)) {
                var told = lines.filter(l -> l.startsWith("MemAvailable:")).findFirst();
                if (told.isPresent()) {
                    return Long.parseLong(told.get().replaceAll("\\D", "")) << 10;
                }
            } catch (IOException e) {
                return 0; // unknown: then nothing is copied
            }
        }
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
    }
}
