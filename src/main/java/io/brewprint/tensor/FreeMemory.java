package io.brewprint.tensor;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory that tensors can still take. */
public final class FreeMemory {
    private FreeMemory() {}

    /** Bytes free on a GPU, or in the machine for a CPU. */
    public static long bytes(Device device) {
        if (device.isGpu()) {
            MemoryUsage usage = CudaUtils.getGpuMemory(device);
            return usage.getMax() - usage.getUsed();
        }
        // Linux gives back its file cache when asked: what it calls free leaves that out
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return kibibytes(Path.of("/proc/meminfo"), "MemAvailable:").orElseGet(system::getFreeMemorySize);
    }

    /** The most memory that this process has held so far, as Linux tells it; absent on other systems. */
    public static OptionalLong peak() {
        return kibibytes(Path.of("/proc/self/status"), "VmHWM:");
    }

    /** The memory that this process holds now, as Linux tells it; absent on other systems. */
    public static OptionalLong resident() {
        return kibibytes(Path.of("/proc/self/status"), "VmRSS:");
    }

    /** Bytes that a line of kibibytes tells; absent where there is no such file or line. */
    private static OptionalLong kibibytes(Path file, String name) {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(name))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
