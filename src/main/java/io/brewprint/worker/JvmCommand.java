package io.brewprint.worker;

import io.brewprint.config.PipelineConfig;
import io.brewprint.tensor.Compute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM of this very installation is started.
 *
 * @param main the class with the main method
 * @param arguments what stands before the job file
 */
public record JvmCommand(String main, List<String> arguments, int heapMib, List<String> options) {
    /** The program's own worker. */
    public static JvmCommand of(PipelineConfig config) {
        return new JvmCommand(
                "io.brewprint.cli.Brewprint",
                List.of("worker"),
                config.hardware().workerHeapMib(),
                Compute.options(config.hardware()));
    }

    /** The child's command line. */
    public List<String> line(Path jobFile) {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("java.exe");
        List<String> line = new ArrayList<>();
        line.add((Files.exists(windows) ? windows : bin.resolve("java")).toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("--sun-misc-unsafe-memory-access=allow");
        line.add("-Xmx" + heapMib + "m");
        // Tensors lie outside the heap, and so does what a plan of their memory counts: the heap is to stay small.
        line.add("-XX:+UseSerialGC");
        line.add("-Xms64m");
        // A worker that runs out of memory is to say so and end, not to linger.
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-XX:+DisplayVMOutputToStderr");
        line.add("-Dfile.encoding=UTF-8");
        line.addAll(options);
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(main);
        line.addAll(arguments);
        line.add(jobFile.toString());
        return List.copyOf(line);
    }
}
