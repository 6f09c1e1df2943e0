package io.brewprint.lesson;

import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks that share what a failed prompt is made of: its node types, rare ones above all, and of those the ones that the
 * answers got wrong. They depend on the prompt alone, so that failing it again brings nothing new.
 */
final class Siblings {
    private static final int LOOKED_AT = 1_500;
    /** What a type counts that the answers got wrong. */
    private static final double WRONG = 3;

    private final Composer composer;
    private final int most;
    /** In how many of the rows that are looked at each type stands. */
    private final Map<String, Integer> frequency = new HashMap<>();

    private final List<Composed> rows = new ArrayList<>();
    private final List<Set<String>> types = new ArrayList<>();

    Siblings(long seed, int most) {
        composer = Composer.of(seed, most, family -> true);
        this.most = most;
    }

    /**
     * The nearest tasks, the nearest first.
     *
     * @param failed what was asked for
     * @param wrong node types that the answers lack, or have too many of
     */
    List<Composed> of(Document failed, Set<String> wrong, int count, long number) {
        look();
        Set<String> wanted = types(failed);
        record Near(int row, double nearness) {}
        List<Near> near = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double shared = 0;
            double all = 0;
            for (String type : wanted) {
                double weight = rarity(type) * (wrong.contains(type) ? WRONG : 1);
                all += weight;
                shared += types.get(i).contains(type) ? weight : 0;
            }
            double others = types.get(i).stream()
                    .filter(type -> !wanted.contains(type))
                    .mapToDouble(this::rarity)
                    .sum();
            // Of equally near ones each prompt takes others.
            double turn = ((i + number) % LOOKED_AT) / (1e6 * LOOKED_AT);
            near.add(new Near(i, shared / Math.max(1e-9, all + others) + turn));
        }
        near.sort(Comparator.comparingDouble(Near::nearness).reversed());
        return near.stream().limit(count).map(each -> rows.get(each.row)).toList();
    }

    private void look() {
        for (long number = 0; rows.size() < LOOKED_AT; number++) {
            Composed row = composer.taught(number, most);
            Set<String> here = types(row.document());
            rows.add(row);
            types.add(here);
            here.forEach(type -> frequency.merge(type, 1, Integer::sum));
        }
    }

    private double rarity(String type) {
        return Math.log((LOOKED_AT + 1.0) / (1 + frequency.getOrDefault(type, 0)));
    }

    static Set<String> types(Document document) {
        Set<String> types = new HashSet<>();
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                types.add(Composer.kind(node.type()));
            }
        }
        return types;
    }
}
