package io.brewprint.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Json;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.StageRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs diff}: settings, figures and durations of two runs side by side, where they differ. */
@Command(
        name = "diff",
        description = "Holds two runs side by side: settings, figures of exams and durations of stages that differ.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint runs diff 20260301T020000 last"})
final class RunsDiffCommand extends BaseCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "Id of the one, or last.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "RUN", description = "Id of the other, or last.")
    private String second = "";

    private record Facts(Map<String, String> settings, Map<String, String> figures, Map<String, String> seconds) {}

    @Override
    protected int run() throws Exception {
        Facts one;
        Facts other;
        RunRow left;
        RunRow right;
        try (Ledger ledger = RunHistory.open(home())) {
            left = RunHistory.run(ledger, first);
            right = RunHistory.run(ledger, second);
            one = facts(ledger, left);
            other = facts(ledger, right);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("runs", java.util.List.of(RunHistory.entry(left), RunHistory.entry(right)));
        document.put("settings", differing(one.settings, other.settings));
        document.put("figures", differing(one.figures, other.figures));
        document.put("seconds", differing(one.seconds, other.seconds));
        if (left.settings() == null || right.settings() == null) {
            document.put("note", "settings are kept of runs of this version alone");
        }
        if (json()) {
            emit(document);
        } else {
            say(RunHistory.line(left));
            say(RunHistory.line(right));
            document.forEach((part, value) -> {
                if (value instanceof Map<?, ?> lines) {
                    say(part + (lines.isEmpty() ? ": the same" : ":"));
                    lines.forEach((key, both) -> say("  " + key + ": " + words(both)));
                }
            });
            if (document.get("note") != null) {
                say(document.get("note").toString());
            }
        }
        return ExitCode.DONE;
    }

    private static String words(@Nullable Object both) {
        return both instanceof Map<?, ?> values ? values.get("first") + " | " + values.get("second") : "";
    }

    private static Map<String, Map<String, String>> differing(Map<String, String> one, Map<String, String> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        Map<String, Map<String, String>> out = new LinkedHashMap<>();
        for (String key : keys) {
            if (!Objects.equals(one.get(key), other.get(key))) {
                out.put(key, Map.of("first", one.getOrDefault(key, "-"), "second", other.getOrDefault(key, "-")));
            }
        }
        return out;
    }

    private static Facts facts(Ledger ledger, RunRow run) throws IOException {
        Map<String, String> figures = new TreeMap<>();
        flatten("", Json.MAPPER.valueToTree(RunHistory.figures(ledger.exams().of(run.id()))), figures);
        Map<String, String> seconds = new TreeMap<>();
        for (StageRow stage : ledger.stages().of(run.id())) {
            if (stage.seconds() != null && stage.seconds() > 0) {
                seconds.put(stage.id(), Double.toString(stage.seconds()));
            }
        }
        Map<String, String> settings = new TreeMap<>();
        flatten(
                "",
                run.settings() == null ? MissingNode.getInstance() : Json.MAPPER.readTree(run.settings()),
                settings);
        return new Facts(settings, figures, seconds);
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> flatten(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), into));
        } else if (!node.isMissingNode()) {
            into.put(path, node.isTextual() ? node.textValue() : node.toString());
        }
    }
}
