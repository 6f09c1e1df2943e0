package io.brewprint.cli.language;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.cli.command.Inputs;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dataset.Exports;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.judge.Judge;
import io.brewprint.judge.JudgeLimits;
import io.brewprint.translate.Count;
import io.brewprint.translate.Report;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code translate}: Unreal's clipboard text to DSL. */
@Command(
        name = "translate",
        description = "Translates Unreal's clipboard text to DSL: NAME.dsl beside each file, or in --out DIR.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint translate examples/exports --out dsl",
            "Example: brewprint translate hello.txt -          (to the screen)"
        })
public final class TranslateCommand extends FilesCommand {
    private final Set<Path> written = new HashSet<>();
    private boolean wrong;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Texts, or folders of .txt files; - is the standard "
                    + "input, or behind one file the standard output.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the .dsl files go; - for the standard output.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Overwrite .dsl files that are there.")
    private boolean force;

    @Option(
            names = "--verify",
            description = "Write clipboard text of the translation, compare it with the original as Unreal reads both, "
                    + "and validate the translation; exit code 1 where either fails.")
    private boolean verify;

    @Option(names = "--training", description = "Print the training row that each file gives, one line each.")
    private boolean training;

    @Override
    protected int run() throws Exception {
        var named = new ArrayList<>(files);
        boolean screen = Inputs.DASH.equals(out);
        if (named.size() > 1 && named.getLast().equals(Inputs.DASH)) {
            named.removeLast();
            screen = true;
        }
        List<Inputs.Item> items = Inputs.find(named, ".txt");
        screen |= items.size() == 1 && items.getFirst().path().equals(Inputs.DASH) && out == null;
        if (screen && items.size() > 1) {
            throw usage("- takes one file, and these are " + items.size(), "give --out DIR");
        }
        boolean toScreen = screen;
        Inputs inputs = new Inputs(limits());
        each(items, item -> one(item, inputs, toScreen));
        return exit(wrong);
    }

    private Map<String, Object> one(Inputs.Item item, Inputs inputs, boolean screen) throws Exception {
        byte[] bytes = inputs.bytes(item);
        Clip clip = ClipboardParser.parse(bytes, clipboardLimits());
        String name = item.path().equals(Inputs.DASH)
                ? "stdin.txt"
                : String.valueOf(item.relative().getFileName());
        Translation translation = new Translator(catalog()).translate(clip, name);
        Map<String, Object> entry = entry(translation);
        if (json() ? out != null && !screen : !screen) {
            entry.put("written", write(item, translation.dsl()).toString());
        }
        if (!json() && screen && !training) {
            out().print(translation.dsl());
            out().flush();
        }
        if (training) {
            ArrayNode rows = Json.MAPPER.createArrayNode();
            for (Row row : Exports.rows(String.valueOf(item.withEnding(".dsl").getFileName()), translation.dsl())) {
                rows.add(Json.MAPPER.readTree(JsonLines.line(row)));
                if (!json()) {
                    say(JsonLines.line(row));
                }
            }
            entry.put("training", rows);
        }
        Verification check = verify ? verify(bytes, translation) : null;
        if (check != null) {
            wrong |= !check.isSound();
            entry.putAll(check.document());
        }
        if (!json()) {
            tell(item, translation.report(), entry.get("written"), check);
        }
        return entry;
    }

    private Verification verify(byte[] bytes, Translation translation) {
        var most = new JudgeLimits(JudgeLimits.STANDARD.chars(), limits().maxNesting(), JudgeLimits.STANDARD.objects());
        return Verification.of(Judge.text(bytes), translation, catalog(), most);
    }

    private static Map<String, Object> entry(Translation translation) {
        Report report = translation.report();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("nodes", counts(report.nodes()));
        entry.put("links", counts(report.links()));
        entry.put("defaults", counts(report.defaults()));
        entry.put("comments", counts(report.comments()));
        entry.put("outside", report.outside());
        entry.put("kept_generic", report.keptGeneric());
        entry.put("lost", report.lost());
        entry.put(
                "classes",
                report.classes().stream()
                        .map(each -> Map.of(
                                "name",
                                each.name(),
                                "generic",
                                each.generic(),
                                "nodes",
                                counts(each.nodes()),
                                "links",
                                counts(each.links()),
                                "defaults",
                                counts(each.defaults())))
                        .toList());
        entry.put("diagnostics", report.diagnostics());
        entry.put("dsl", translation.dsl());
        return entry;
    }

    private static Map<String, Integer> counts(Count count) {
        return Map.of("in", count.in(), "out", count.out());
    }

    private Path write(Inputs.Item item, String dsl) throws IOException {
        Path beside = item.path().equals(Inputs.DASH)
                ? Path.of("stdin.dsl")
                : item.path()
                        .resolveSibling(String.valueOf(item.withEnding(".dsl").getFileName()));
        Path target =
                out == null ? beside : out.resolve(item.path().equals(Inputs.DASH) ? beside : item.withEnding(".dsl"));
        if (!written.add(target.toAbsolutePath().normalize())) {
            throw usage("two files of this call would be " + target, "translate them into different folders");
        }
        if (!force && Files.exists(target) && !Files.readString(target).equals(dsl)) {
            throw usage(target + " is there and differs", "--force overwrites it, --out DIR writes elsewhere");
        }
        AtomicFiles.write(target, dsl);
        return target;
    }

    // What was counted goes where it does not mix with a document or with rows.
    private void tell(Inputs.Item item, Report report, @Nullable Object target, @Nullable Verification check) {
        String line = item.name() + (target == null ? "" : " -> " + target) + ": "
                + report.nodes().out() + " nodes, "
                + report.links().out() + " links, " + report.defaults().out() + " defaults"
                + (report.nodes().isWhole()
                                && report.links().isWhole()
                                && report.defaults().isWhole()
                        ? ""
                        : " of " + report.nodes().in() + ", " + report.links().in() + ", "
                                + report.defaults().in())
                + (report.keptGeneric().isEmpty() ? "" : "; kept generic: " + String.join(", ", report.keptGeneric()))
                + (report.lost().isEmpty() ? "" : "; lost: " + String.join("; ", report.lost()))
                + (report.diagnostics().isEmpty()
                        ? ""
                        : "; " + report.diagnostics().size() + " repairs");
        var lines = new ArrayList<>(List.of(line));
        if (check != null) {
            List<String> found = check.lines(item.name(), target == null ? "the translation" : target.toString());
            lines.set(0, line + "; " + found.getFirst());
            lines.addAll(found.subList(1, found.size()));
        }
        if (target == null || training) {
            lines.forEach(err()::println);
            err().flush();
        } else {
            lines.forEach(this::say);
        }
    }
}
