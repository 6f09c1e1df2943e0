package io.brewprint.complete;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that shall parse: the grammar alone. */
final class SyntaxContinuation extends Continuation {
    private static final int MARGIN = 64;

    private final GrammarAutomaton automaton;
    private final List<GrammarAutomaton> saved = new ArrayList<>();

    SyntaxContinuation() {
        this(new GrammarAutomaton());
    }

    private SyntaxContinuation(GrammarAutomaton automaton) {
        this.automaton = automaton;
    }

    @Override
    public Continuation copy() {
        return new SyntaxContinuation(automaton.copy());
    }

    @Override
    public boolean step(int value) {
        return automaton.step(value);
    }

    @Override
    public boolean isComplete() {
        return automaton.isComplete();
    }

    @Override
    public int toward() {
        return automaton.toward();
    }

    @Override
    public void save(int depth) {
        while (saved.size() <= depth) {
            saved.add(new GrammarAutomaton());
        }
        saved.get(depth).set(automaton);
    }

    @Override
    public void restore(int depth) {
        automaton.set(saved.get(depth));
    }

    @Override
    public @Nullable Object key() {
        return automaton.place();
    }

    @Override
    public boolean stepInside(int value) {
        return automaton.step(value);
    }

    @Override
    public boolean mayLeave() {
        return false;
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public List<byte[]> refused() {
        return List.of();
    }

    @Override
    public String exits() {
        return "";
    }

    @Override
    public boolean isHinged() {
        return false;
    }

    @Override
    public int margin() {
        return MARGIN;
    }
}
