package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Corpus;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Pin;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.TypePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TypePathsTest {
    private static final String ITEM = "/Game/Items/S_Item.S_Item";

    @Test
    void a_type_line_is_read_and_printed_and_gives_pins_their_path() {
        String dsl = """
                BLUEPRINT: BP_Shop
                TYPE S_Item: struct /Game/Items/S_Item.S_Item
                VAR Item: S_Item
                GRAPH: EventGraph
                NODE n1: VariableGet [VarName=Item]
                NODE n2: VariableSet [VarName=Item]
                DATA n1.Value -> n2.Value [S_Item]
                """;

        assertThat(Dsl.parse(dsl).problems()).isEmpty();
        assertThat(Dsl.parse(dsl).document().types()).containsExactly(new TypePath("S_Item", "struct", ITEM));
        assertThat(Dsl.print(Dsl.parse(dsl).document())).isEqualTo(dsl);
        assertThat(Dsl.format(dsl)).isEqualTo(dsl);
        Generated generated = ClipboardGenerator.generate(Dsl.parse(dsl).document());
        assertThat(generated.text())
                .contains(
                        "PinType.PinCategory=\"struct\"",
                        "PinSubCategoryObject=\"/Script/CoreUObject.ScriptStruct'" + ITEM + "'\"");
        assertThat(new Translator().translate(generated.text(), "BP_Shop.txt").dsl())
                .isEqualTo(dsl);
    }

    @Test
    void wired_pins_of_the_corpus_come_back_with_the_paths_of_their_types() throws Exception {
        int all = 0;
        var missing = new ArrayList<String>();
        for (Path file : Corpus.texts()) {
            Clip clip = ClipboardParser.parse(Files.readString(file));
            Translation translation =
                    new Translator().translate(clip, file.getFileName().toString());
            if (translation.document().graphs().stream().anyMatch(graph -> graph.kind() != null)) {
                continue;
            }
            Set<String> before = outputs(clip);
            all += before.size();
            String text = ClipboardGenerator.generate(translation.document()).text();
            if (!text.isEmpty()) {
                before.removeAll(outputs(ClipboardParser.parse(text)));
            }
            before.forEach(type -> missing.add(Corpus.name(file) + ": " + type));
        }
        System.out.println("types: " + (all - missing.size()) + " of " + all + " types of wired outputs come back");
        missing.forEach(System.out::println);
        assertThat(missing).hasSizeLessThan(all / 20);
    }

    /** Category and path of what runs through wires that begin and end in the text. */
    private static Set<String> outputs(Clip clip) {
        var types = new TreeSet<String>();
        var names = new TreeSet<String>();
        clip.objects().forEach(object -> names.add(object.name()));
        for (ClipObject object : clip.objects()) {
            for (Pin pin : object.pins()) {
                ObjectRef type = ObjectRef.of(pin.value("PinType.PinSubCategoryObject"));
                boolean inside = pin.links().stream().anyMatch(link -> names.contains(link.node()));
                boolean knot = object.className().equals("K2Node_Knot");
                if (pin.isOutput() && inside && !knot && !type.isNone()) {
                    types.add(pin.category() + " " + type.path());
                }
            }
        }
        return types;
    }
}
