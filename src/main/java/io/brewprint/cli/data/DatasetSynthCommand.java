package io.brewprint.cli.data;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.compose.Composer;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.JsonLines;
import io.brewprint.lesson.DrawnExams;
import io.brewprint.lesson.Lesson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dataset synth}: composed rows, or an exam. */
@Command(
        name = "synth",
        description = "Writes composed Blueprints with requests for them: rows to learn from, or a lesson for exams.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint dataset synth --count 100000 --output rows.jsonl"})
final class DatasetSynthCommand extends BaseCommand {
    private static final int TOLD = 10_000;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "A .jsonl file, or a lesson's .json.")
    private Path output = Path.of("");

    @Option(names = "--count", description = "How many (default: 1000).")
    private int count = 1000;

    @Option(names = "--seed", description = "Which (default: 42).")
    private long seed = 42;

    @Option(names = "--things", description = "About how many things a Blueprint does at most (default: 10).")
    private int things = 10;

    @Option(names = "--leave-out", split = ",", paramLabel = "FAMILY", description = "Families that no row shows.")
    private Set<String> leftOut = Set.of();

    @Option(
            names = "--fresh",
            split = ",",
            paramLabel = "FAMILY",
            description = "Families of which two of three rows"
                    + " show one; of an exam, those that its categories tell apart.")
    private Set<String> fresh = Set.of();

    @Option(
            names = "--exam",
            paramLabel = "KIND",
            description = "A lesson for exams instead: combinations, names or words.")
    private String exam = "";

    @Option(names = "--replace", description = "Replaces the output if it is there.")
    private boolean replace;

    @Override
    protected int run() throws Exception {
        check();
        long began = System.nanoTime();
        int made = exam.isEmpty() ? rows() : exam();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("output", output.toString());
            document.put("rows", made);
            document.put("seconds", Math.round(100 * seconds) / 100.0);
            document.put("rows_per_second", Math.round(made / Math.max(1e-9, seconds)));
            emit(document);
        } else {
            say(String.format("%d written to %s, %.0f a second", made, output, made / Math.max(1e-9, seconds)));
        }
        if (made < count) {
            throw new Fault(
                    "spent",
                    "only " + made + " of " + count + " differ from each other",
                    Where.in(output),
                    "leave out fewer families, or give more --things");
        }
        return ExitCode.DONE;
    }

    private void check() {
        Set<String> unknown = new TreeSet<>(leftOut);
        unknown.addAll(fresh);
        unknown.removeAll(Composer.families());
        if (!unknown.isEmpty()) {
            throw usage(
                    "no family " + String.join(", ", unknown), "there are " + String.join(", ", Composer.families()));
        }
        if (!exam.isEmpty() && !DrawnExams.kinds().contains(exam)) {
            throw usage("no kind of exam " + exam, "there are " + String.join(", ", DrawnExams.kinds()));
        }
        if (count < 1 || things < 1) {
            throw usage("--count and --things are 1 and more", "give at least 1");
        }
        if (Files.exists(output) && !replace) {
            throw new Fault(
                    "exists", "the output is there already", Where.in(output), "give --replace, or another name");
        }
    }

    private int rows() throws IOException {
        int[] made = new int[1];
        Path work = output.resolveSibling(output.getFileName() + ".tmp");
        try (BufferedWriter out = Files.newBufferedWriter(work)) {
            new ComposedRows(seed, count, things, family -> !leftOut.contains(family), fresh).forEach(row -> {
                try {
                    out.write(JsonLines.line(row));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (++made[0] % TOLD == 0) {
                    err().println(made[0] + " of " + count);
                    err().flush();
                }
            });
        }
        AtomicFiles.replace(work, output);
        return made[0];
    }

    private int exam() throws IOException {
        Lesson lesson = new DrawnExams(seed, fresh).draw(exam, count);
        AtomicFiles.write(output, Json.pretty(lesson.json()));
        return lesson.prompts().size();
    }
}
