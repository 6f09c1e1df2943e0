package io.brewprint.complete;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place of a line: what may be written there, and where it goes on from what was written. */
final class LinePosition {
    /** Goes on. */
    interface Follow {
        /**
         * The step that takes the byte after what was written here; null when it may not follow. Marks are asked with
         * {@link #ANY} as well: the step where it is the same for every byte, else null.
         */
        @Nullable
        LinePosition after(String text, int value);
    }

    /** Whatever byte follows. */
    static final int ANY = -1;

    private static final int MOST_KNOWN = 256;
    private static final Choice BRACKET = new Choice.Maker().add("]").make();

    final Slot slot;

    /** The bytes that may end what is written here, the one that a completion prefers first. */
    final String exits;

    /** True where the text may end before this step. */
    final boolean ends;

    /** True when any text is as good as another, but for the refused ones and for the steps that hinge on it. */
    final boolean settled;

    /** Texts that may not be left as they are: names that are taken. */
    final Set<String> refused;

    /** True when a settled step before it decides what may be written here. */
    final boolean hinges;

    /** True for marks, which are left as soon as they are written where it goes on in one way only. */
    final boolean eager;

    /** What the way to the end may grow by when this is left, beside what stands here. */
    final int debt;

    private final Follow follow;
    private final Map<String, Optional<LinePosition>> known = new HashMap<>(4);

    private LinePosition(
            Slot slot,
            String exits,
            boolean ends,
            boolean settled,
            Set<String> refused,
            boolean hinges,
            boolean eager,
            int debt,
            Follow follow) {
        this.slot = slot;
        this.exits = exits;
        this.ends = ends;
        this.settled = settled;
        this.refused = refused;
        this.hinges = hinges;
        this.eager = eager;
        this.debt = debt;
        this.follow = follow;
    }

    /** A step where what follows depends on what was written. */
    static LinePosition of(Slot slot, String exits, Follow follow) {
        return new LinePosition(slot, exits, false, false, Set.of(), false, false, 0, follow);
    }

    /** A step where any text will do. */
    static LinePosition settled(Slot slot, String exits, Follow follow) {
        return new LinePosition(slot, exits, false, true, Set.of(), false, false, 0, follow);
    }

    /** A step where any text will do but these. */
    static LinePosition settledBut(Slot slot, String exits, Set<String> refused, Follow follow) {
        return new LinePosition(
                slot,
                exits,
                false,
                true,
                refused,
                false,
                false,
                0,
                (text, value) -> refused.contains(text) ? null : follow.after(text, value));
    }

    /** The same step, known to hinge on what was written before. */
    LinePosition hinging() {
        return new LinePosition(slot, exits, ends, settled, refused, true, eager, debt, follow);
    }

    /** The same step, known to make the way to the end longer. */
    LinePosition owing(int bytes) {
        return new LinePosition(slot, exits, ends, settled, refused, hinges, eager, bytes, follow);
    }

    /** The begin of a line, its line break included. */
    static LinePosition line(Slot slot, boolean ends, Follow follow) {
        return new LinePosition(slot, "", ends, false, Set.of(), false, true, 0, follow);
    }

    /** Marks that stand in any case. */
    static LinePosition mark(String text, Follow follow) {
        return new LinePosition(
                new Choice.Maker().add(text).make(), "", false, false, Set.of(), false, true, 0, follow);
    }

    /** The bracket that closes a line. */
    static LinePosition last(Supplier<@Nullable LinePosition> next) {
        return of(BRACKET, "\n", (text, value) -> next.get());
    }

    /** Where it goes on; asked again, the answer is the same object, for what it offers was dear to find. */
    @Nullable
    LinePosition next(String text, int value) {
        String key = text + (char) value;
        Optional<LinePosition> found = known.get(key);
        if (found == null) {
            found = Optional.ofNullable(follow.after(text, value));
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(key, found);
        }
        return found.orElse(null);
    }
}
