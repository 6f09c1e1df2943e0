package io.brewprint.complete;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that shall be a document without errors: a step of a line, how far it is written, and where that leads. */
final class FullContinuation extends Continuation {
    private record Key(Slot slot, long state, String exits, String marks) {}

    /** No answer comes near: in a longer line only the way to its end is offered, so that memory is bounded. */
    private static final int LONGEST_LINE = 1 << 14;

    private final AllowedTypes shelf;
    private LinePosition step;
    private long at;
    private byte[] text;
    /** Where the step's text begins, and where it ends. */
    private int start;

    private int length;
    private int line;
    private boolean hinged;

    private LinePosition[] savedSteps = new LinePosition[8];
    private long[] savedNumbers = new long[8 * 5];

    FullContinuation(AllowedTypes shelf) {
        this.shelf = shelf;
        step = Scope.empty(shelf).first();
        at = step.slot.first();
        text = new byte[64];
    }

    private FullContinuation(FullContinuation other) {
        shelf = other.shelf;
        step = other.step;
        at = other.at;
        line = other.line;
        length = other.length - other.start;
        text = Arrays.copyOfRange(other.text, other.start, other.start + Math.max(64, length));
    }

    @Override
    public Continuation copy() {
        return new FullContinuation(this);
    }

    @Override
    public boolean step(int value) {
        int b = value & 0xff;
        return (line < LONGEST_LINE || b == toward()) && (stepInside(b) || leave(b));
    }

    @Override
    public boolean stepInside(int value) {
        int b = value & 0xff;
        long next = step.slot.next(at, b);
        if (next == Slot.NONE) {
            return false;
        }
        at = next;
        put(b);
        if (step.eager && step.slot.accepts(at) && step.slot.toward(at) < 0) {
            goOn();
        }
        return true;
    }

    /** Marks that are written are left where only one thing may follow. */
    private void goOn() {
        LinePosition next = step.next(written(), LinePosition.ANY);
        if (next != null) {
            step = next;
            hinged |= next.hinges;
            at = next.slot.first();
            start = length;
        }
    }

    private void put(int b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = (byte) b;
        line = b == '\n' ? 0 : line + 1;
    }

    @Override
    public boolean mayLeave() {
        return step.slot.accepts(at);
    }

    private boolean leave(int b) {
        LinePosition next = mayLeave() && isExit(b) ? step.next(written(), b) : null;
        while (next != null) {
            long state = next.slot.next(next.slot.first(), b);
            if (state != Slot.NONE) {
                step = next;
                hinged |= next.hinges;
                at = state;
                start = length;
                put(b);
                if (step.eager && step.slot.accepts(at) && step.slot.toward(at) < 0) {
                    goOn();
                }
                return true;
            }
            next = next.slot.accepts(next.slot.first()) ? next.next("", b) : null;
        }
        return false;
    }

    private boolean isExit(int b) {
        return step.exits.isEmpty() || step.exits.indexOf(b) >= 0;
    }

    private String written() {
        return new String(text, start, length - start, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
        if (step.ends && length - start == 1) {
            return true;
        }
        if (!mayLeave() || !isExit('\n')) {
            return false;
        }
        LinePosition next = step.next(written(), '\n');
        while (next != null && next.slot.next(next.slot.first(), '\n') == Slot.NONE) {
            next = next.slot.accepts(next.slot.first()) ? next.next("", '\n') : null;
        }
        return next != null && next.ends;
    }

    @Override
    public int toward() {
        if (mayLeave() && !step.slot.goesOn(at)) {
            for (int i = 0; i < step.exits.length(); i++) {
                if (leads(step.exits.charAt(i))) {
                    return step.exits.charAt(i);
                }
            }
        }
        int on = step.slot.toward(at);
        if (on >= 0) {
            return on;
        }
        // Marks are at their end: the next step says how it begins.
        LinePosition next = step.next(written(), 'a');
        while (next != null) {
            int b = next.slot.toward(next.slot.first());
            boolean empty = next.slot.accepts(next.slot.first());
            if (!empty) {
                return b;
            }
            for (int i = 0; i < next.exits.length(); i++) {
                if (leads(next.exits.charAt(i))) {
                    return next.exits.charAt(i);
                }
            }
            next = next.next("", 'a');
        }
        return leads('\n') ? '\n' : -1;
    }

    @Override
    int only() {
        int inside = line < LONGEST_LINE ? step.slot.only(at) : Slot.UNKNOWN;
        if (inside == Slot.SEVERAL || (inside != Slot.UNKNOWN && !mayLeave())) {
            return inside;
        }
        return super.only();
    }

    private boolean leads(int b) {
        LinePosition next = step.next(written(), b);
        while (next != null && next.slot.next(next.slot.first(), b) == Slot.NONE) {
            next = next.slot.accepts(next.slot.first()) ? next.next("", b) : null;
        }
        return next != null;
    }

    @Override
    public void save(int depth) {
        if (depth >= savedSteps.length) {
            savedSteps = Arrays.copyOf(savedSteps, depth * 2);
            savedNumbers = Arrays.copyOf(savedNumbers, depth * 2 * 5);
        }
        if (depth == 0) {
            hinged = false;
            forget();
        }
        savedSteps[depth] = step;
        int i = depth * 5;
        savedNumbers[i] = at;
        savedNumbers[i + 1] = start;
        savedNumbers[i + 2] = length;
        savedNumbers[i + 3] = line;
        savedNumbers[i + 4] = hinged ? 1 : 0;
    }

    /** What was written before this step is known in another form. */
    private void forget() {
        System.arraycopy(text, start, text, 0, length - start);
        length -= start;
        start = 0;
    }

    @Override
    public void restore(int depth) {
        step = savedSteps[depth];
        int i = depth * 5;
        at = savedNumbers[i];
        start = (int) savedNumbers[i + 1];
        length = (int) savedNumbers[i + 2];
        line = (int) savedNumbers[i + 3];
    }

    @Override
    public @Nullable Object key() {
        if (line >= LONGEST_LINE / 2) {
            return null;
        }
        if (step.slot.isShared()) {
            return new Key(step.slot, at, step.exits, "");
        }
        LinePosition next = ahead();
        return next == step || !next.slot.isShared()
                ? null
                : new Key(next.slot, next.slot.first(), next.exits, new String(rest(), StandardCharsets.UTF_8));
    }

    /** What is missing to the marks that are being written; nothing where there is a choice of marks. */
    private byte[] rest() {
        byte[] rest = step.eager && step.slot instanceof Choice choice ? choice.rest(at) : null;
        return rest == null ? new byte[0] : rest;
    }

    /**
     * The step that the marks being written lead to; this one where it is none of marks, or they may lead elsewhere.
     */
    private LinePosition ahead() {
        byte[] rest = rest();
        LinePosition next = rest.length == 0
                ? null
                : step.next(written() + new String(rest, StandardCharsets.UTF_8), LinePosition.ANY);
        return next == null ? step : next;
    }

    @Override
    public boolean isSettled() {
        return ahead().settled;
    }

    @Override
    public List<byte[]> refused() {
        LinePosition next = ahead();
        if (next.refused.isEmpty()) {
            return List.of();
        }
        if (next == step) {
            return missing(step.refused, Arrays.copyOfRange(text, start, length));
        }
        String rest = new String(rest(), StandardCharsets.UTF_8);
        return next.refused.stream()
                .map(word -> (rest + word).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public String exits() {
        return ahead().exits;
    }

    @Override
    public boolean isHinged() {
        return hinged;
    }

    @Override
    public int margin() {
        return 64 + 4 * shelf.longest + step.debt;
    }
}
