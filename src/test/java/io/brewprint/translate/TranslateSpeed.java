package io.brewprint.translate;

import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Corpus;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How many megabytes of text a second are parsed and translated, one thread, warm: run its main with the test classes. */
final class TranslateSpeed {
    private record Text(String name, byte[] bytes) {}

    private TranslateSpeed() {}

    public static void main(String[] args) throws Exception {
        List<Text> texts = new ArrayList<>();
        long bytes = 0;
        for (Path file : Corpus.texts()) {
            texts.add(new Text(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
            bytes += Files.size(file);
        }
        var translator = new Translator();
        measure("parse", texts, bytes, text -> ClipboardParser.parse(read(text)));
        measure("parse + translate", texts, bytes, text -> translator.translate(read(text), text.name()));
    }

    private static String read(Text text) {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    /** Wall time, and the thread's own time, which other work on the machine does not change. */
    private static void measure(String what, List<Text> texts, long bytes, Consumer<Text> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double wall = 0;
        double own = 0;
        for (int round = 0; round < 12; round++) {
            long start = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 3; i++) {
                texts.forEach(work);
            }
            own = Math.max(own, 3e3 * bytes / (threads.getCurrentThreadCpuTime() - cpu));
            wall = Math.max(wall, 3e3 * bytes / (System.nanoTime() - start));
        }
        System.out.printf("%s: %.1f MB in %d texts, best of 12 rounds %.0f MB/s, by the thread's own time %.0f MB/s%n",
                what, bytes / 1e6, texts.size(), wall, own);
    }
}
