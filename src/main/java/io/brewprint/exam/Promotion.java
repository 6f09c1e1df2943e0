package io.brewprint.exam;

import io.brewprint.lesson.Lesson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version becomes champion: it must be above its base and above retrieval and worse than they in nothing beyond
 * chance, validity of answers included where it is the base, and against the champion, on the same frozen prompts, better in something and worse in nothing beyond chance (exact McNemar for exact answers, paired
 * bootstrap for the rest).
 *
 * @param promoted the decision
 * @param reason it in words
 * @param regressions families in which the version is worse than the champion, the worst first
 * @param champion the paired figures; null where there was nobody to compare with
 */
public record Promotion(
        boolean promoted,
        String reason,
        List<Regression> regressions,
        @Nullable Against champion) {
    private static final double ALPHA = 0.05;

    /**
     * A family in which a version is worse.
     *
     * @param before graph F1 of the champion
     * @param now that of the version
     */
    public record Regression(String family, int prompts, double before, double now) {}

    /** Copies the list. */
    public Promotion {
        regressions = List.copyOf(regressions);
    }

    /**
     * Decides.
     *
     * @param who the version
     * @param marks its answers
     * @param base answers of its base in the better form; empty where it was not asked the same
     * @param retrieval answers that were looked up; empty where nothing was
     * @param holder the champion's name; empty for none
     * @param held the champion's answers; empty where it was not asked the same
     */
    public static Promotion decide(
            String who, List<Mark> marks, List<Mark> base, List<Mark> retrieval, String holder, List<Mark> held) {
        double f1 = Statistics.figure(marks.stream().map(Mark::graphSample).toList());
        if (f1 <= 0) {
            return refused(who + " has no answer that is right in anything");
        }
        Optional<Promotion> floor = floor(who, "its base", Against.of(marks, base), true);
        if (floor.isEmpty()) {
            floor = floor(who, "retrieval", Against.of(marks, retrieval), false);
        }
        if (floor.isPresent()) {
            return floor.get();
        }
        if (holder.isEmpty()) {
            return new Promotion(
                    true, who + " is above its base and retrieval, and there is no champion yet", List.of(), null);
        }
        Optional<Against> paired = Against.of(marks, held);
        if (paired.isEmpty()) {
            return new Promotion(
                    true,
                    who + " is above its base and retrieval; " + holder + " was never asked this exam",
                    List.of(),
                    null);
        }
        return against(who, marks, holder, held, paired.get());
    }

    private static Promotion against(String who, List<Mark> marks, String holder, List<Mark> held, Against paired) {
        List<Regression> regressions = regressions(marks, held);
        String words = paired.words() + String.format(Locale.ROOT, "; McNemar p %.3f", paired.mcnemarP());
        List<String> worse = worse(paired, true);
        boolean better = paired.exact() > 0 || paired.graphF1() > 0;
        if (!worse.isEmpty()) {
            return new Promotion(
                    false,
                    who + " is worse than " + holder + " in " + String.join(" and ", worse) + " (" + words + ")",
                    regressions,
                    paired);
        }
        if (!better) {
            return new Promotion(false, who + " is no better than " + holder + " (" + words + ")", regressions, paired);
        }
        return new Promotion(
                true,
                who + " is better than " + holder + " and worse in nothing beyond chance (" + words + ")",
                regressions,
                paired);
    }

    private static Promotion refused(String why) {
        return new Promotion(false, why, List.of(), null);
    }

    /** In what a version is worse, beyond chance. */
    private static List<String> worse(Against paired, boolean validity) {
        List<String> worse = new ArrayList<>();
        if (paired.exact() < 0 && paired.mcnemarP() < ALPHA) {
            worse.add("exact answers");
        }
        if (paired.graphF1Interval().getLast() < 0) {
            worse.add("graph F1");
        }
        if (validity && paired.validInterval().getLast() < 0) {
            worse.add("validity");
        }
        return worse;
    }

    /**
     * A refusal where a version is not above what is to be had without training, or pays for it elsewhere.
     *
     * @param validity whether that counts: what is looked up is valid whatever was asked
     */
    private static Optional<Promotion> floor(String who, String other, Optional<Against> against, boolean validity) {
        if (against.isEmpty()) {
            return Optional.empty();
        }
        Against paired = against.get();
        if (paired.graphF1() <= 0 && paired.exact() <= 0) {
            return Optional.of(refused(who + " is not above " + other + " (" + paired.words() + ")"));
        }
        List<String> worse = worse(paired, validity);
        return worse.isEmpty()
                ? Optional.empty()
                : Optional.of(refused(who + " is worse than " + other + " in " + String.join(" and ", worse) + " ("
                        + paired.words() + ")"));
    }

    private static List<Regression> regressions(List<Mark> marks, List<Mark> held) {
        Map<String, Mark> before = new HashMap<>();
        held.forEach(mark -> before.put(mark.prompt(), mark));
        Map<String, double[]> families = new LinkedHashMap<>();
        for (Mark mark : marks) {
            Mark old = before.get(mark.prompt());
            if (old != null) {
                double[] sums = families.computeIfAbsent(Lesson.family(mark.cluster()), key -> new double[3]);
                sums[0]++;
                sums[1] += old.graphF1();
                sums[2] += mark.graphF1();
            }
        }
        return families.entrySet().stream()
                .map(each -> {
                    double[] sums = each.getValue();
                    return new Regression(each.getKey(), (int) sums[0], sums[1] / sums[0], sums[2] / sums[0]);
                })
                .filter(each -> each.now < each.before)
                .sorted((a, b) -> Double.compare(b.before - b.now, a.before - a.now))
                .toList();
    }
}
