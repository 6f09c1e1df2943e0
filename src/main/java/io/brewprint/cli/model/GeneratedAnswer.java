package io.brewprint.cli.model;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.command.FilesCommand;
import io.brewprint.decode.Completion;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.DslStream;
import io.brewprint.dsl.Problem;
import io.brewprint.exam.AnswerText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said to a request, and what the validator thinks of the document in it. */
record GeneratedAnswer(
        String prompt, Completion said, String text, String extraction, Document document, List<Problem> problems) {
    GeneratedAnswer {
        problems = List.copyOf(problems);
    }

    static GeneratedAnswer of(String prompt, Completion said, NodeCatalog catalog) {
        AnswerText text = AnswerText.of(said.text());
        DslStream.Checked checked = Dsl.checked(text.text(), catalog);
        return new GeneratedAnswer(prompt, said, text.text(), text.how(), checked.document(), checked.problems());
    }

    boolean valid() {
        return Dsl.isValid(problems);
    }

    /** A few words for people. */
    String verdict() {
        return problems.stream()
                .filter(Problem::isError)
                .findFirst()
                .map(p -> "not valid: " + p.line() + ":" + Math.max(1, p.column()) + ": " + p.message())
                .orElse("valid");
    }

    /** As scripts read it. */
    Map<String, Object> json() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("prompt", prompt);
        out.put("dsl", text);
        if (!text.equals(said.text())) {
            out.put("raw_output", said.text());
        }
        out.put("extraction", extraction);
        out.put("valid", valid());
        out.put("problems", problems.stream().map(FilesCommand::entry).toList());
        out.put("end", said.word());
        out.put("tokens", said.tokens());
        out.put("seconds", said.seconds());
        out.put("tokens_per_s", said.speed());
        return out;
    }
}
