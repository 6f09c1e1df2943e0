package io.brewprint.dataset;

import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request said in other words by somebody who may have lost something on the way: it is taken only where all names,
 * texts and numbers of the document still stand in it.
 */
public final class Rewording {
    /** What a rewording author is told to be. */
    public static final String SYSTEM = "You reword requests for Unreal Engine Blueprints. Say the request in other "
            + "words, as another designer would, in one paragraph. Keep every name, text in quotes and number exactly "
            + "as it is, keep what happens and in which order, add nothing. Answer with the new request alone.";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGER = 3;

    private Rewording() {}

    /**
     * The rewording in one line.
     *
     * @return empty where it says the same words, has grown to more than {@value #LONGER} times the length, is no
     *     single request, or lacks a name, a text or a number of {@code document}
     */
    public static Optional<String> of(Document document, String request, String said) {
        String text = BLANKS.matcher(said).replaceAll(" ").strip();
        boolean odd = text.isEmpty()
                || text.length() > LONGER * request.length()
                || text.contains("NODE ")
                || text.contains("BLUEPRINT:")
                || text.equalsIgnoreCase(BLANKS.matcher(request).replaceAll(" ").strip());
        return odd || !facts(document).stream().allMatch(fact -> stands(fact, text))
                ? Optional.empty()
                : Optional.of(text);
    }

    private static Set<String> facts(Document document) {
        Set<String> facts = new LinkedHashSet<>(GivenNames.of(document));
        document.variables().forEach(variable -> facts.add(variable.name()));
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                for (Attribute attribute : node.attributes()) {
                    NUMBER.matcher(attribute.value())
                            .results()
                            .map(found -> plain(found.group()))
                            .filter(number -> !number.equals("0") && !number.equals("1"))
                            .forEach(facts::add);
                }
            }
        }
        return facts;
    }

    private static boolean stands(String fact, String text) {
        return NUMBER.matcher(fact).matches()
                ? NUMBER.matcher(text)
                        .results()
                        .anyMatch(found -> plain(found.group()).equals(plain(fact)))
                : text.toLowerCase(Locale.ROOT).contains(fact.toLowerCase(Locale.ROOT));
    }

    /** 3.0 and 3 are the same number. */
    private static String plain(String number) {
        return number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
    }
}
