package io.brewprint.translate;

import io.brewprint.blueprint.Titles;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Titles of the graph kinds that name their nodes by a property: Niagara and PCG. */
final class NiagaraTitle {
    private NiagaraTitle() {}

    static Optional<String> of(Node node, String nodeClass) {
        return switch (nodeClass) {
            case "NiagaraNodeOp" -> node.attribute("@OpName").map(NiagaraTitle::operation);
            case "NiagaraNodeFunctionCall" ->
                node.attribute("@FunctionDisplayName")
                        .or(() -> node.attribute("@FunctionScript")
                                .map(path -> ObjectRef.of(path).name()))
                        .map(Titles::spaced);
            case "NiagaraNodeInput" -> node.attribute("@Input").flatMap(NiagaraTitle::input);
            case "NiagaraClipboardContent" -> node.attribute("@ExportedNodes").flatMap(NiagaraTitle::packed);
            case "PCGEditorGraphNode" -> pcg(node);
            default ->
                nodeClass.startsWith("NiagaraNode")
                        ? Optional.of(Titles.spaced(
                                nodeClass.substring("NiagaraNode".length()).replaceFirst("^Parameter", "")))
                        : Optional.empty();
        };
    }

    private static String operation(String name) {
        int colon = name.lastIndexOf(':');
        String bare = name.substring(colon + 1);
        return Titles.known("niagara", bare).orElse(bare);
    }

    private static Optional<String> input(String literal) {
        return Literals.fields(literal).stream()
                .filter(field -> field.key().equals("Name"))
                .map(Field::value)
                .findFirst();
    }

    /** Niagara packs the copied nodes into one Base64 text. */
    private static Optional<String> packed(String base64) {
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int at = text.indexOf("Input=(");
            int end = at < 0 ? -1 : text.indexOf('\n', at);
            return end < 0
                    ? Optional.empty()
                    : input(text.substring(at + "Input=".length(), end).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The Blueprint that the settings run, else what the settings are called. */
    private static Optional<String> pcg(Node node) {
        Optional<String> settings = Optional.empty();
        for (Attribute attribute : node.attributes()) {
            if (attribute.name().endsWith(".BlueprintElementType")) {
                String name = ObjectRef.of(attribute.value()).name();
                return Optional.of(Titles.spaced(name.endsWith("_C") ? name.substring(0, name.length() - 2) : name));
            }
            if (attribute.name().equals("@PCGNode")) {
                settings = Optional.of(
                        Titles.spaced(ObjectRef.of(attribute.value()).name().replaceFirst("_\\d+$", "")));
            }
        }
        return settings;
    }
}
