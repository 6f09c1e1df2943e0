package io.brewprint.llama;

import java.util.List;

/** The seven linear projections of a decoder layer, in the order in which weights are passed to the kernels. */
public enum Projection {
    Q(2, "self_attn.q_proj"),
    K(3, "self_attn.k_proj"),
    V(4, "self_attn.v_proj"),
    O(5, "self_attn.o_proj"),
    GATE(6, "mlp.gate_proj"),
    UP(7, "mlp.up_proj"),
    DOWN(8, "mlp.down_proj");

    private final int slot;
    private final String path;

    Projection(int slot, String path) {
        this.slot = slot;
        this.path = path;
    }

    /** Index of its weight in a layer's list, after the two norms. */
    int slot() {
        return slot;
    }

    /** Name inside a layer, as in Hugging Face files: {@code self_attn.q_proj}. */
    public String path() {
        return path;
    }

    /** Last part of the name, as PEFT's target_modules has it: {@code q_proj}. */
    public String module() {
        return path.substring(path.indexOf('.') + 1);
    }

    /** Input width. */
    public int in(LlamaConfig c) {
        return switch (this) {
            case Q, K, V, GATE, UP -> c.hiddenSize();
            case O -> c.heads() * c.headDim();
            case DOWN -> c.intermediateSize();
        };
    }

    /** Output width. */
    public int out(LlamaConfig c) {
        return switch (this) {
            case Q -> c.heads() * c.headDim();
            case K, V -> c.kvHeads() * c.headDim();
            case O, DOWN -> c.hiddenSize();
            case GATE, UP -> c.intermediateSize();
        };
    }

    /** Values of one layer's seven. */
    public static long weights(LlamaConfig c) {
        long values = 0;
        for (Projection p : values()) {
            values += (long) p.in(c) * p.out(c);
        }
        return values;
    }

    /** The projection whose {@link #module()} is {@code name}. */
    public static Projection ofModule(String name) {
        for (Projection p : values()) {
            if (p.module().equals(name)) {
                return p;
            }
        }
        throw new IllegalArgumentException("target module \"" + name + "\" is not one of "
                + List.of(values()).stream().map(Projection::module).toList());
    }
}
