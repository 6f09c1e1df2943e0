package io.brewprint.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The page {@code docs/fields.md}: what becomes of every field of a request that a server may know. */
final class FieldsPage {
    private static final String HEAD = """
            # Fields of requests

            What the endpoint does with the fields of OpenAI, llama.cpp, vLLM, Ollama and TGI. Those that are done are described in
            [generation](generation.md); null counts as left out, everywhere. Every other field is refused by its name, with
            `error.param` set to its place: those below, unless they ask for nothing, and whatever stands on no list here in any case.
            This page is written from `src/main/resources/io/brewprint/web/fields.tsv` by
            `BREWPRINT_WRITE_DOCS=1 mvn -q -Dtest=FieldsPageTest test`.

            """;

    private FieldsPage() {}

    /** The page in Markdown. */
    static String text() {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("## Done\n");
        for (String place : List.of("", "messages[].", "messages[].content[].", "stream_options.")) {
            out.append("- ")
                    .append(String.join(
                            ", ",
                            ForeignFields.honoured(place).stream()
                                    .sorted()
                                    .map(name -> "`" + place + name + "`")
                                    .toList()))
                    .append('\n');
        }
        out.append("\n## Passed over\nThey label a request, make it faster, or belong to a field that is refused.\n\n")
                .append("| whose | fields |\n|---|---|\n");
        List<Map.Entry<String, ForeignFields.Field>> all =
                List.copyOf(ForeignFields.all().entrySet());
        all.stream().map(e -> e.getValue().whose()).distinct().sorted().forEach(whose -> {
            List<String> names = all.stream()
                    .filter(e -> e.getValue().anything() && e.getValue().whose().equals(whose))
                    .map(e -> "`" + e.getKey() + "`")
                    .toList();
            if (!names.isEmpty()) {
                out.append("| %s | %s |\n".formatted(whose, String.join(", ", names)));
            }
        });
        out.append(
                        "\n## Refused\nfalse, 0 and what is empty are let through, and the values named; where one of a type is named, ")
                .append("only that of its type.\n\n| field | whose | let through | instead |\n|---|---|---|---|\n");
        all.stream()
                .filter(e -> !e.getValue().anything())
                .forEach(e -> out.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                e.getKey(),
                                e.getValue().whose(),
                                values(e.getValue()),
                                e.getValue().instead())));
        return out.toString();
    }

    private static String values(ForeignFields.Field field) {
        return String.join(
                ", ",
                field.neutral().stream()
                        .map(JsonNode::toString)
                        .map(value -> "`" + value + "`")
                        .toList());
    }
}
