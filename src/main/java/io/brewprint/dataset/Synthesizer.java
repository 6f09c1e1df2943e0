package io.brewprint.dataset;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes requests and Blueprints by composing events, steps and splits: nine events, nineteen plain steps, nine splits.
 * The same seed gives the same rows. One graph in eight belongs to exams and is never given out for training.
 */
public final class Synthesizer {
    /** Changes when the same seed would give other rows. */
    public static final String VERSION = "2";

    /** Graphs whose hash is 0 modulo this belong to exams. */
    private static final int HELD_OUT_ONE_IN = 8;

    private interface Maker {
        SyntheticAction make(Random random);
    }

    private static final List<Trigger> TRIGGERS = List.of(Trigger.values());
    private static final List<Maker> SIMPLE = List.of(
            SimpleStep::print,
            SimpleStep::print,
            SimpleStep::destroy,
            SimpleStep::hide,
            SimpleStep::show,
            SimpleStep::rotate,
            SimpleStep::move,
            SimpleStep::teleport,
            SimpleStep::impulse,
            SimpleStep::physics,
            SimpleStep::sound,
            SimpleStep::spawn,
            SimpleStep::widget,
            SimpleStep::timer,
            SimpleStep::setBool,
            SimpleStep::setFloat,
            SimpleStep::addInt,
            SimpleStep::subtractFloat,
            SimpleStep::printVariable);
    private static final List<Maker> LINKS = List.of(SimpleStep::delay, SimpleStep::doOnce, SimpleStep::cast);
    private static final List<Maker> SPLITS = List.of(
            r -> SplitStep.branch(r, simple(r), simple(r)),
            r -> SplitStep.ifTrue(r, simple(r)),
            r -> SplitStep.compare(r, simple(r), true),
            r -> SplitStep.compare(r, simple(r), false),
            r -> SplitStep.near(r, simple(r)),
            r -> SplitStep.flipFlop(r, simple(r), simple(r)),
            r -> SplitStep.sequence(r, simple(r), simple(r)),
            r -> SplitStep.loop(r, simple(r)),
            r -> SplitStep.random(r, simple(r), simple(r)));

    private Synthesizer() {}

    private static SyntheticAction simple(Random r) {
        return SIMPLE.get(r.nextInt(SIMPLE.size())).make(r);
    }

    private static Scenario scenario(Random r) {
        Trigger trigger = TRIGGERS.get(r.nextInt(TRIGGERS.size()));
        List<SyntheticAction> steps = new ArrayList<>();
        int links = r.nextInt(3) == 0 ? 1 : 0;
        for (int i = 0; i < links; i++) {
            steps.add(LINKS.get(r.nextInt(LINKS.size())).make(r));
        }
        boolean split = r.nextInt(5) < 2;
        int plain = split ? r.nextInt(2) : 1 + r.nextInt(3);
        for (int i = 0; i < plain; i++) {
            SyntheticAction step = simple(r);
            boolean last = !split && i == plain - 1;
            if (step.open() || last) {
                steps.add(step);
            }
        }
        if (split) {
            steps.add(SPLITS.get(r.nextInt(SPLITS.size())).make(r));
        } else if (steps.isEmpty() || links == steps.size()) {
            steps.add(SimpleStep.print(r));
        }
        String name = r.nextInt(4) == 0 ? "BP_" + SampleValues.name(r) : null;
        return new Scenario(trigger, trigger.parameter(r), steps, name);
    }

    /**
     * Whether a graph belongs to exams: by its canonical hash, so that no other wording or value lets it slip through.
     */
    static boolean heldOut(String graphHash) {
        return Long.parseLong(graphHash.substring(0, 12), 16) % HELD_OUT_ONE_IN == 0;
    }

    /**
     * Gives {@code count} training rows, no two with the same answer, to {@code sink}.
     *
     * @return number of rows given; fewer only if variety is spent
     */
    public static int rows(int count, long seed, Consumer<Row> sink) {
        return generate(count, seed, s -> true, graph -> !heldOut(graph), sink);
    }

    /** Training rows of one category: siblings of a failed prompt. */
    public static int rows(String category, int count, long seed, Consumer<Row> sink) {
        return generate(count, seed, s -> s.category().equals(category), graph -> !heldOut(graph), sink);
    }

    /** Exam material: held-out graphs, none twice. */
    public static int exam(int count, long seed, Consumer<Row> sink) {
        Set<String> seen = new HashSet<>();
        return generate(count, seed, s -> true, graph -> heldOut(graph) && seen.add(graph), sink);
    }

    private static int generate(
            int count, long seed, Predicate<Scenario> wanted, Predicate<String> graph, Consumer<Row> sink) {
        Random random = new Random(seed);
        Set<String> answers = new HashSet<>();
        int given = 0;
        // categories are about thirty: two hundred draws a row find even the rarest
        for (long draw = 0; given < count && draw < 200L * count + 20_000; draw++) {
            Scenario scenario = scenario(random);
            String instruction = scenario.instruction(random);
            if (wanted.test(scenario)) {
                Document document = scenario.document();
                String answer = Dsl.print(document);
                if (graph.test(Contamination.graphHash(document)) && answers.add(answer)) {
                    sink.accept(new Row(instruction, "", answer, "synthetic", scenario.category()));
                    given++;
                }
            }
        }
        return given;
    }

    /** Documents for pretraining: a comment that says what the Blueprint does, then its DSL. */
    public static List<String> documents(int count, long seed) {
        Random random = new Random(seed);
        List<String> documents = new ArrayList<>(count);
        while (documents.size() < count) {
            Scenario scenario = scenario(random);
            Document document = scenario.document();
            if (!heldOut(Contamination.graphHash(document))) {
                documents.add("# " + scenario.instruction(random) + "\n" + Dsl.print(document));
            }
        }
        return documents;
    }
}
