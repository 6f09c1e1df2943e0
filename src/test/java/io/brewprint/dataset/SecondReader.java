package io.brewprint.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a request as a person skims it, to see what of a document it tells. It shares nothing with the code that tells:
 * the document's facts are taken from its text by patterns, node types are known by words of its own.
 */
final class SecondReader {
    /** A thing that a document has, and whether the request tells it. */
    record Fact(String kind, String what, boolean told) {}

    private static final Pattern HEAD = Pattern.compile("(?m)^BLUEPRINT: (\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^VAR (\\S+): (\\S+)(?: = (.*))?$");
    private static final Pattern NODE = Pattern.compile("(?m)^NODE (\\S+): (\\S+)(?: \\[(.*)])?$");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(\\w+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\([^)]*\\)|[^,]*)(?:, |$)");
    /** A function by its path, and a dispatcher by its reference. */
    private static final Pattern PATH = Pattern.compile("(/.*):(\\w+)");

    private static final Pattern DELEGATE = Pattern.compile("MemberName=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\\d+D?");
    /** Values that stand for names of something else, or that have words of their own. */
    private static final Set<String> SPOKEN = Set.of("true", "false");

    private final Map<String, List<String>> words;

    /** @param words by node type, other beginnings of words by which it is known */
    SecondReader(Map<String, List<String>> words) {
        this.words = words;
    }

    List<Fact> facts(String document, String request) {
        String text = plain(request);
        String bare = text.replaceAll("[^a-z0-9]", "");
        List<Fact> facts = new ArrayList<>();
        Matcher head = HEAD.matcher(document);
        if (head.find() && !head.group(1).equals("NewBlueprint")) {
            facts.add(new Fact("name", head.group(1), named(bare, head.group(1))));
        }
        for (Matcher m = VARIABLE.matcher(document); m.find(); ) {
            facts.add(new Fact("variable", m.group(1), named(bare, m.group(1))));
            if (m.group(3) != null) {
                value("default", m.group(3), text, bare, facts);
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Matcher m = NODE.matcher(document); m.find(); ) {
            String type = m.group(2);
            if (!type.equals("VariableGet")) {
                seen.merge(type, 1, Integer::sum);
            }
            if (m.group(3) != null) {
                for (Matcher a = ATTRIBUTE.matcher(m.group(3)); a.find(); ) {
                    Matcher path = PATH.matcher(unquoted(a.group(2)));
                    Matcher delegate = DELEGATE.matcher(a.group(2));
                    if (a.group(1).equals("VarName")) {
                        facts.add(new Fact("use", a.group(2), named(bare, unquoted(a.group(2)))));
                    } else if (path.matches() && path.group(1).startsWith("/Script/")) {
                        facts.add(new Fact("node", path.group(2), told(path.group(2), text)));
                    } else if (path.matches()) {
                        facts.add(new Fact("value", path.group(2), named(bare, path.group(2))));
                    } else if (delegate.find()) {
                        facts.add(new Fact("value", delegate.group(1), named(bare, delegate.group(1))));
                    } else if (!a.group(2).equals("K2Node_Message")) {
                        value("value", a.group(2), text, bare, facts);
                    }
                }
            }
        }
        seen.forEach((type, times) -> facts.add(new Fact("node", type, told(type, text))));
        return facts;
    }

    private static void value(String kind, String raw, String text, String bare, List<Fact> facts) {
        String value = unquoted(raw);
        List<String> numbers = new ArrayList<>();
        NUMBER.matcher(value).results().forEach(found -> numbers.add(found.group()));
        boolean all = !numbers.isEmpty()
                && value.replaceAll("[-\\d., ()RGBA=XYZPitchYawRoll]", "").isEmpty();
        if (SPOKEN.contains(value.toLowerCase(Locale.ROOT)) || value.startsWith("(R=")) {
            return; // told by the verb, or by the colour's name
        }
        if (all) {
            for (String number : numbers) {
                double wanted = Double.parseDouble(number);
                if (wanted != 0 && wanted != 1) { // "up by one", "once", "upward"
                    boolean told = NUMBER.matcher(text)
                            .results()
                            .anyMatch(found -> Math.abs(Double.parseDouble(found.group())) == Math.abs(wanted));
                    facts.add(new Fact(kind, number, told));
                }
            }
        } else {
            facts.add(new Fact(kind, value, named(bare, value)));
        }
    }

    private boolean told(String type, String text) {
        for (String word : words.getOrDefault(type, List.of())) {
            if (text.contains(word)) {
                return true;
            }
        }
        if (text.contains(type.toLowerCase(Locale.ROOT))) {
            return true;
        }
        Matcher parts = WORD.matcher(type.replaceFirst("^Event_", ""));
        while (parts.find()) {
            String word = parts.group().toLowerCase(Locale.ROOT);
            if (word.length() > 3
                    && !Set.of("actor", "variable", "component").contains(word)
                    && text.contains(word.substring(0, Math.min(word.length(), 5)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean named(String bare, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return wanted.isEmpty() || bare.contains(wanted);
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"")
                : text;
    }

    private static String plain(String request) {
        return request.toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}
