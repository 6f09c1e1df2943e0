package io.brewprint.dataset;

import io.brewprint.compose.Composer;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names, texts and numbers that a document's author chose: not keys, truths, colours and other closed lists. */
final class GivenNames {
    private static final Set<String> CLOSED = Set.of("Key", "Command", "VarName", "@Class");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,3}(\\.\\d)?(, ?-?\\d{1,3}(\\.\\d)?)*");
    private static final Pattern LISTED = Pattern.compile("true|false|\\(.*|[A-Za-z]+");
    /** Names of what references refer to, and of what functions take and give. */
    private static final Pattern PARAMETER = Pattern.compile("[(,](\\w+)=");

    /** A function of a Blueprint's class or interface; the engine's are nobody's choice. */
    private static final Pattern OF_GAME = Pattern.compile("\\.(\\w+)_C:(\\w+)");

    private static final Set<String> PATHS = Set.of("@Function", "@Event");
    private static final Pattern MEMBER = Pattern.compile("MemberName=\"([^\"]+)\"");
    private static final Set<String> NAMING = Set.of(
            "EventName",
            "ActionName",
            "AxisName",
            "FunctionName",
            "@Function",
            "ActorClass",
            "WidgetClass",
            "Tag",
            "LevelName",
            "InputAction",
            "Sound",
            "EmitterTemplate",
            "InString",
            "InText");

    private GivenNames() {}

    /** Each of them once. */
    static Set<String> of(Document document) {
        Set<String> names = new LinkedHashSet<>();
        add(names, document.name());
        for (Variable variable : document.variables()) {
            add(names, variable.name());
            if (variable.defaultValue() != null) {
                value(names, variable.defaultValue());
            }
        }
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                for (Attribute attribute : node.attributes()) {
                    if (PATHS.contains(attribute.name()) && attribute.value().startsWith("/")) {
                        found(names, OF_GAME.matcher(attribute.value()));
                    } else if (NAMING.contains(attribute.name())) {
                        add(names, attribute.value());
                    } else if (attribute.name().equals("@DelegateReference")) {
                        found(names, MEMBER.matcher(attribute.value()));
                    } else if (attribute.name().equals("@Params")) {
                        found(names, PARAMETER.matcher(attribute.value()));
                    } else if (!CLOSED.contains(attribute.name())) {
                        value(names, attribute.value());
                    }
                }
            }
        }
        return names;
    }

    private static void found(Set<String> names, Matcher matcher) {
        while (matcher.find()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                add(names, matcher.group(i));
            }
        }
    }

    private static void add(Set<String> names, String name) {
        if (name.length() > 3 && !name.equals(Composer.UNNAMED)) {
            names.add(name);
        }
    }

    /** A value of whatever pin: one of a closed list, or a number that everybody uses, is nobody's choice. */
    private static void value(Set<String> names, String value) {
        if (!PLAIN_NUMBER.matcher(value).matches() && !LISTED.matcher(value).matches()) {
            add(names, value);
        }
    }
}
