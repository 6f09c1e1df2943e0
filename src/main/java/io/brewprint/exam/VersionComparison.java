package io.brewprint.exam;

import io.brewprint.config.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Two examined ones on the prompts that both were asked.
 *
 * @param first who came first: differences are the second less the first
 * @param prompts that both were asked
 * @param askedFirst prompts that the first was asked
 * @param kinds the same by kind of exam
 * @param families by the family of prompts
 * @param lengths by nodes of the expected document
 * @param regressions families in which the second is worse, the worst first
 * @param sentence all of it in words
 */
public record VersionComparison(
        String first,
        String second,
        int prompts,
        int askedFirst,
        int askedSecond,
        Compared overall,
        Map<String, Compared> kinds,
        Map<String, Compared> families,
        Map<String, Compared> lengths,
        List<Regression> regressions,
        String sentence) {
    /**
     * A family in which the second is worse.
     *
     * @param lost prompts that only the first has exact
     * @param gained prompts that only the second has exact
     */
    public record Regression(
            String family,
            int prompts,
            int lost,
            int gained,
            double exactBefore,
            double exactNow,
            double graphF1Before,
            double graphF1Now) {}

    /** Copies, and keeps the orders. */
    public VersionComparison {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        families = Collections.unmodifiableMap(new LinkedHashMap<>(families));
        lengths = Collections.unmodifiableMap(new LinkedHashMap<>(lengths));
        regressions = List.copyOf(regressions);
    }

    /** The replies of both to the prompts that both were asked, in the first's order. */
    public static List<ReplyPair> pairs(Examined first, Examined second) {
        List<ReplyPair> pairs = new ArrayList<>();
        Map<String, Reply> others = second.byPrompt();
        first.byPrompt().forEach((prompt, reply) -> {
            Reply other = others.get(prompt);
            if (other != null) {
                pairs.add(new ReplyPair(reply, other));
            }
        });
        return pairs;
    }

    /**
     * Compares.
     *
     * @throws Fault where no prompt was asked of both
     */
    public static VersionComparison of(Examined first, Examined second) {
        List<ReplyPair> pairs = pairs(first, second);
        if (pairs.isEmpty()) {
            throw new Fault(
                    "nothing_in_common",
                    "no prompt was asked of both " + first.who() + " and " + second.who(),
                    "examine both on the same lessons");
        }
        Compared overall = Compared.of(pairs);
        Map<String, Compared> families =
                new TreeMap<>(grouped(pairs, pair -> pair.first().family()));
        Map<String, Compared> byLength = grouped(pairs, pair -> pair.first().length());
        Map<String, Compared> lengths = new LinkedHashMap<>();
        Reply.LENGTHS.stream()
                .filter(byLength::containsKey)
                .forEach(length -> lengths.put(length, byLength.get(length)));
        int askedFirst = first.byPrompt().size();
        int askedSecond = second.byPrompt().size();
        return new VersionComparison(
                first.who(),
                second.who(),
                pairs.size(),
                askedFirst,
                askedSecond,
                overall,
                grouped(pairs, pair -> pair.second().mark().kind()),
                families,
                lengths,
                regressions(families),
                sentence(first.who(), second.who(), overall, Math.max(askedFirst, askedSecond)));
    }

    private static Map<String, Compared> grouped(List<ReplyPair> pairs, Function<ReplyPair, String> by) {
        Map<String, List<ReplyPair>> groups = new LinkedHashMap<>();
        pairs.forEach(pair ->
                groups.computeIfAbsent(by.apply(pair), key -> new ArrayList<>()).add(pair));
        Map<String, Compared> compared = new LinkedHashMap<>();
        groups.forEach((name, group) -> compared.put(name, Compared.of(group)));
        return compared;
    }

    private static List<Regression> regressions(Map<String, Compared> families) {
        List<Regression> worse = new ArrayList<>();
        families.forEach((family, both) -> {
            if (both.against().exact() < 0 || both.against().graphF1() < 0) {
                worse.add(new Regression(
                        family,
                        both.prompts(),
                        both.onlyFirst(),
                        both.onlySecond(),
                        both.first().exactShare(),
                        both.second().exactShare(),
                        both.first().graphF1(),
                        both.second().graphF1()));
            }
        });
        worse.sort(Comparator.<Regression>comparingDouble(each -> each.exactNow - each.exactBefore)
                .thenComparingDouble(each -> each.graphF1Now - each.graphF1Before));
        return worse;
    }

    private static String sentence(String first, String second, Compared overall, int asked) {
        Against against = overall.against();
        String verdict = against.beats()
                ? second + " beats " + first
                : against.loses()
                        ? second + " is worse than " + first
                        : second + " and " + first + " cannot be told apart";
        String common = overall.prompts() < asked ? " of " + asked : "";
        return String.format(
                Locale.ROOT,
                "%s on the %d%s prompts that both were asked (%s; %d prompts exact in %s alone, %d in %s alone, "
                        + "McNemar p %.3f)",
                verdict,
                overall.prompts(),
                common,
                against.words(),
                overall.onlySecond(),
                second,
                overall.onlyFirst(),
                first,
                against.mcnemarP());
    }
}
