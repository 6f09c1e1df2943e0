package io.brewprint.complete;

import io.brewprint.complete.Nfa.Edge;
import io.brewprint.dsl.Grammar;
import io.brewprint.dsl.Grammar.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The line automaton made deterministic; one step is one look into a table. */
final class Dfa {
    /** No step. */
    static final int DEAD = 0;

    /** The action stands above the target state. */
    static final int ACTION = 24;

    static final int TARGET = (1 << ACTION) - 1;

    /** A line end: what follows depends on the headings seen. */
    static final int LINE = 4;

    private static final int BYTES = 256;

    final int[][] next;
    final int[] atZero;

    /** Which rule's line ends here: its number + 1, 0 for none, the number of rules + 1 for a line without a rule. */
    final int[] ends;

    /** The state at a line's begin for each combination of headings seen. */
    final int[] starts;

    /** The state before the first byte of a text. */
    final int first;

    /** Which bytes may follow, four words a state. */
    final long[][] allowed;

    private final Nfa nfa;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> sets = new ArrayList<>();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    Dfa(Grammar grammar) {
        this.nfa = new Nfa(grammar);
        int marks = (int) grammar.rules().stream().filter(Rule::once).count();
        number(new BitSet());
        starts = new int[1 << (marks + 1)];
        for (int flags = 0; flags < starts.length; flags++) {
            starts[flags] = number(close(lineStart(grammar, flags)));
        }
        BitSet withMark = lineStart(grammar, 0);
        withMark.set(byteOrderMark(withMark));
        first = number(close(withMark));
        var rows = new ArrayList<int[]>();
        var zeros = new ArrayList<Integer>();
        while (!open.isEmpty()) {
            int state = open.poll();
            rows.add(row(sets.get(state), zeros));
        }
        next = rows.toArray(int[][]::new);
        atZero = zeros.stream().mapToInt(Integer::intValue).toArray();
        ends = new int[sets.size()];
        for (int state = 0; state < ends.length; state++) {
            for (int rule = 0; rule < nfa.ends.size(); rule++) {
                if (sets.get(state).get(nfa.ends.get(rule))) {
                    ends[state] = rule + 1;
                    next[state]['\n'] = LINE << ACTION;
                    next[state]['\r'] = LINE << ACTION;
                }
            }
        }
        allowed = new long[next.length][4];
        for (int state = 0; state < next.length; state++) {
            for (int b = 0; b < BYTES; b++) {
                if (next[state][b] != DEAD) {
                    allowed[state][b >> 6] |= 1L << (b & 63);
                }
            }
        }
    }

    /** The flag of a rule whose line was read: one a heading, and one for a graph. */
    static int flag(Grammar grammar, int rule) {
        int bit = 0;
        for (Rule each : grammar.rules()) {
            if (each.number() == rule) {
                return each.once() || each.opens() ? 1 << (each.opens() ? headings(grammar) : bit) : 0;
            }
            bit += each.once() ? 1 : 0;
        }
        return 0;
    }

    private static int headings(Grammar grammar) {
        return (int) grammar.rules().stream().filter(Rule::once).count();
    }

    private BitSet lineStart(Grammar grammar, int flags) {
        var set = new BitSet();
        set.set(nfa.starts.getLast());
        boolean inGraph = (flags & 1 << headings(grammar)) != 0;
        for (Rule rule : grammar.rules()) {
            boolean again = rule.once() && (flags & flag(grammar, rule.number())) != 0;
            if (!again && (inGraph || !rule.inside())) {
                set.set(nfa.starts.get(rule.number()));
            }
        }
        return set;
    }

    /** A text may begin with a byte order mark, and then goes on as if it had none. */
    private int byteOrderMark(BitSet start) {
        int at = nfa.state();
        int second = nfa.state();
        int third = nfa.state();
        int after = nfa.state();
        nfa.edges.get(at).add(new Edge(0xef, 0xef, Nfa.NONE, second, second));
        nfa.edges.get(second).add(new Edge(0xbb, 0xbb, Nfa.NONE, third, third));
        nfa.edges.get(third).add(new Edge(0xbf, 0xbf, Nfa.NONE, after, after));
        start.stream().forEach(state -> nfa.free(after, state));
        return at;
    }

    private BitSet close(BitSet set) {
        var todo = new ArrayDeque<Integer>();
        set.stream().forEach(todo::add);
        while (!todo.isEmpty()) {
            for (int target : nfa.free.get(todo.poll())) {
                if (!set.get(target)) {
                    set.set(target);
                    todo.add(target);
                }
            }
        }
        return set;
    }

    private int number(BitSet set) {
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        numbers.put(set, sets.size());
        sets.add(set);
        open.add(sets.size() - 1);
        return sets.size() - 1;
    }

    private int[] row(BitSet set, List<Integer> zeros) {
        int[] row = new int[BYTES];
        int zero = DEAD;
        var targets = new BitSet[BYTES];
        var zeroTargets = new BitSet();
        int[] actions = new int[BYTES];
        for (int state = set.nextSetBit(0); state >= 0; state = set.nextSetBit(state + 1)) {
            for (Edge edge : nfa.edges.get(state)) {
                for (int b = edge.low(); b <= edge.high(); b++) {
                    if (targets[b] == null) {
                        targets[b] = new BitSet();
                        actions[b] = edge.action();
                    } else if (actions[b] != edge.action()) {
                        throw new IllegalStateException("the grammar is ambiguous at '" + (char) b + "'");
                    }
                    targets[b].set(edge.target());
                    if (edge.action() == Nfa.POP) {
                        zeroTargets.set(edge.atZero());
                    }
                }
            }
        }
        for (int b = 0; b < BYTES; b++) {
            if (targets[b] != null) {
                row[b] = number(close(targets[b])) | actions[b] << ACTION;
            }
        }
        if (!zeroTargets.isEmpty()) {
            zero = number(close(zeroTargets));
        }
        zeros.add(zero);
        return row;
    }

    /** For each state the byte that leads soonest to where a line may end, or to a closing bracket; -1 for none. */
    int[] ways(boolean pop) {
        int[] bytes = new int[next.length];
        int[] distance = new int[next.length];
        Arrays.fill(bytes, -1);
        Arrays.fill(distance, Integer.MAX_VALUE);
        for (int state = 0; state < next.length; state++) {
            for (int b = 0; b < BYTES && pop; b++) {
                if (next[state][b] != DEAD && next[state][b] >>> ACTION == Nfa.POP) {
                    distance[state] = 0;
                    bytes[state] = b;
                }
            }
            if (!pop && ends[state] != 0) {
                distance[state] = 0;
            }
        }
        for (boolean more = true; more; ) {
            more = false;
            for (int state = 0; state < next.length; state++) {
                for (int b = 0; b < BYTES; b++) {
                    int to = next[state][b];
                    if (to != DEAD
                            && to >>> ACTION == Nfa.NONE
                            && distance[to] < Integer.MAX_VALUE
                            && distance[to] + 1 < distance[state]) {
                        distance[state] = distance[to] + 1;
                        bytes[state] = b;
                        more = true;
                    }
                }
            }
        }
        return bytes;
    }
}
