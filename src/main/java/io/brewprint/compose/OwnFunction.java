package io.brewprint.compose;

import io.brewprint.blueprint.Tables;
import io.brewprint.compose.Recipe.Block;
import io.brewprint.compose.Recipe.Gift;
import io.brewprint.compose.Value.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A function of the Blueprint's own: a graph of its name with an entry, and with a result where it returns something.
 *
 * @param name its name, and its graph's
 * @param takes its inputs
 * @param gives what it returns, one value or none
 * @param entry its first node, whose block is what it does
 */
record OwnFunction(String name, List<Parameter> takes, List<Parameter> gives, Act entry) {
    /** Type of the node with which a function begins. */
    static final String ENTRY = "FunctionEntry";

    private static final String RESULT = "FunctionResult";
    private static final String PARAMS = "@Params";

    private static final Map<String, String> WORDINGS = Tables.rows(OwnFunction.class, "functions.tsv", 2).stream()
            .collect(Collectors.toMap(List::getFirst, row -> row.get(1)));

    /** An input or an output of a function. */
    record Parameter(String name, String type) {
        String said(String of) {
            String english = wording(type);
            return wording(of).replace("<name>", name).replace("<type>", english);
        }
    }

    /** A function that does nothing yet. */
    static OwnFunction of(String name, List<Parameter> takes, List<Parameter> gives) {
        String when = "[" + wording("entry").replace("<function>", name) + "]" + listed("takes", takes);
        List<Gift> inputs = takes.stream()
                .map(each -> new Gift(
                        each.name(),
                        each.type(),
                        List.of(each.name(), "the input " + each.name(), "the given " + each.name())))
                .toList();
        Act entry = new Act(recipe(ENTRY, List.of(), List.of(new Block("Then", false)), inputs, when), "");
        declare(entry, takes);
        entry.blocks.put("Then", new ArrayList<>());
        return new OwnFunction(name, takes, gives, entry);
    }

    /** What calls it: a recipe for any function, with what this one takes and gives. */
    Recipe call(Recipe any) {
        List<Input> inputs = new ArrayList<>();
        any.inputs().forEach(each -> inputs.add(new Input(each.pin(), new Input.Fixed(name), false)));
        takes.forEach(each -> inputs.add(new Input(each.name(), new Input.Taken(Said.usual(each.type()), ""), false)));
        List<Gift> gifts = gives.stream()
                .map(each -> new Gift(
                        each.name(),
                        each.type(),
                        List.of(
                                "the returned " + each.name(),
                                "what " + name + " returns",
                                each.name() + " from " + name,
                                "the result of " + name)))
                .toList();
        return new Recipe(
                any.family(),
                any.type(),
                any.parent(),
                inputs,
                any.blocks(),
                any.goesOn(),
                gifts,
                any.wording().then(Wording.parse(listed("argument", takes))));
    }

    /** What returns its value; that is still to be found. */
    Act result() {
        Parameter value = gives.getFirst();
        Input input = new Input(value.name(), new Input.Taken(Kind.OBJECT, value.type()), false);
        return new Act(recipe(RESULT, List.of(input), List.of(), List.of(), value.said("result")), "");
    }

    /** Says of its first or last node which inputs or outputs the function has. */
    static void declare(Act act, List<Parameter> parameters) {
        if (!parameters.isEmpty()) {
            String list = parameters.stream()
                    .map(each -> each.name() + "=" + each.type())
                    .collect(Collectors.joining(",", "(", ")"));
            act.inputs.put(PARAMS, new Literal("String", list, List.of()));
        }
    }

    private static Recipe recipe(
            String type, List<Input> inputs, List<Block> blocks, List<Gift> gives, String wording) {
        return new Recipe("function", type, "", inputs, blocks, "", gives, Wording.parse(wording));
    }

    /** Wordings of several, one behind the other; empty for none. */
    private static String listed(String of, List<Parameter> parameters) {
        var text = new StringBuilder();
        for (Parameter each : parameters) {
            String said = each.said(text.isEmpty() ? of : of + " more");
            text.append('[').append(said).append(']');
        }
        return text.toString();
    }

    private static String wording(String of) {
        String wording = WORDINGS.get(of);
        if (wording == null) {
            throw new IllegalStateException("functions.tsv lacks " + of);
        }
        return wording;
    }
}
