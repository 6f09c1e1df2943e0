package io.brewprint.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Exam figures as people read them: a line a lesson. */
public final class ExamTable {
    /** What stands over the rows. */
    public static final String HEAD = "  exam                   prompts   valid  graph F1  same graph (95 % interval)   exact   score";

    private ExamTable() {}

    /** One line of figures; its score is the original's, the share of the expected lines. */
    public static String row(String who, JsonNode t) {
        return String.format(Locale.ROOT,
                "    %-20s %7d  %4.0f %%     %.3f       %4.0f %%  (%.0f to %.0f %%)   %5.0f %%   %.3f",
                who, t.path("prompts").asInt(), 100 * t.path("valid_share").asDouble(), t.path("graph_f1").asDouble(),
                100 * t.path("same_graph_share").asDouble(), 100 * t.path("interval").path(0).asDouble(),
                100 * t.path("interval").path(1).asDouble(), 100 * t.path("exact_share").asDouble(),
                t.path(t.has("line_recall") ? "line_recall" : "score").asDouble());
    }

    /** A whole document of exam or evaluate. */
    static List<String> of(JsonNode document) {
        List<String> out = new ArrayList<>(List.of(HEAD));
        kind(document, "", out);
        if (document.has("constrained")) {
            kind(document.path("constrained"), ", constrained", out);
        }
        return out;
    }

    private static void kind(JsonNode exam, String suffix, List<String> out) {
        exam.path("lessons").forEach(lesson -> out.add(row(lesson.path("id").asText() + suffix, lesson)));
        JsonNode all = exam.path("overall");
        out.add(row("overall" + suffix, all));
        List<String> done = new ArrayList<>();
        all.path("extraction").properties().forEach(e -> {
            if (e.getValue().asInt() > 0 && !e.getKey().equals("as_is")) {
                done.add(e.getKey() + " " + e.getValue().asInt());
            }
        });
        out.add("    " + all.path("answered").asInt() + " answered, " + all.path("timeouts").asInt() + " out of time, "
                + all.path("failed").asInt() + " failed; the document was taken out of its talk: "
                + (done.isEmpty() ? "never" : String.join(", ", done)));
    }
}
