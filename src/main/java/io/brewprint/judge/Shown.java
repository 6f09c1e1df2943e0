package io.brewprint.judge;

import io.brewprint.judge.RawValue.Group;
import io.brewprint.judge.RawValue.Part;
import io.brewprint.judge.RawValue.Word;
import java.util.stream.Collectors;

/** Values as messages show them. */
final class Shown {
    private Shown() {}

    static String of(RawValue value) {
        return switch (value) {
            case Word word ->
                word.quoted() ? '"' + word.text() + '"' : word.text().isEmpty() ? "nothing" : word.text();
            case Group group ->
                group.parts().stream().map(Shown::part).collect(Collectors.joining(",", group.call() + "(", ")"));
        };
    }

    private static String part(Part part) {
        return (part.name().isEmpty() ? "" : part.name() + "=") + of(part.value());
    }

    /** A type by the members that make it. */
    static String type(JudgedPin pin) {
        String sub = pin.word("pintype.pinsubcategory");
        RawValue object = pin.type("pinsubcategoryobject");
        RawValue container = pin.type("containertype");
        RawValue value = pin.type("pinvaluetype");
        return pin.word("pintype.pincategory")
                + (sub.isEmpty() ? "" : "/" + sub)
                + (JudgedPin.isEmpty(object) ? "" : " " + of(object).replace("\"", ""))
                + (JudgedPin.isEmpty(container) ? "" : " " + of(container))
                + (JudgedPin.isEmpty(value) ? "" : " of " + of(value));
    }
}
