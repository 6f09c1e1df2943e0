package io.brewprint.plan;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.Compute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a device can do: enough to foretell a training's speed.
 *
 * @param name as people call it
 * @param memoryGib memory that a process can have
 * @param teraflops matrix products a second at the precision computed in, 10^12
 * @param share of {@code teraflops} that a training reaches
 * @param gigabytes memory traffic a second, 10^9
 */
public record Card(String name, double memoryGib, double teraflops, double share, double gigabytes) {
    private static final String RESOURCE = "cards.tsv";

    /** The cards of the built-in table: makers' figures, and a share that stays an estimate until it is measured. */
    public static List<Card> known() {
        try (InputStream in = Objects.requireNonNull(Card.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Card::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Card read(String line) {
        String[] cells = line.split("\t", -1);
        return new Card(
                cells[0],
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]));
    }

    /** The card whose name is {@code name}, or ends in it (H200, 4090), in any case and with or without blanks. */
    public static Optional<Card> named(String name) {
        String wanted = plain(name);
        return wanted.isEmpty()
                ? Optional.empty()
                : known().stream()
                        .filter(card -> plain(card.name).endsWith(wanted))
                        .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** This machine's processor, measured by about two seconds of f32 matrix products and copies. */
    public static Card measuredCpu() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDArray square = manager.randomUniform(-1, 1, new Shape(1024, 1024));
            double flops = 2.0
                    * 1024
                    * 1024
                    * 1024
                    * perSecond(() -> square.matMul(square).close());
            NDArray large = manager.zeros(new Shape(16 << 20));
            double bytes = 2.0 * (64 << 20) * perSecond(() -> large.duplicate().close());
            return new Card("cpu", memory(), flops / 1e12, 0.6, bytes / 1e9);
        }
    }

    private static double perSecond(Runnable work) {
        for (int i = 0; i < 3; i++) {
            work.run();
        }
        long start = System.nanoTime();
        int runs = 0;
        while (System.nanoTime() - start < 700_000_000L) {
            work.run();
            runs++;
        }
        return runs / ((System.nanoTime() - start) / 1e9);
    }

    static double memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? MemoryPlan.gib(os.getTotalMemorySize())
                : Double.POSITIVE_INFINITY;
    }
}
