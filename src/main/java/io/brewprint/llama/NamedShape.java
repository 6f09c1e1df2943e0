package io.brewprint.llama;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** A tensor of a model: its Hugging Face name and its shape. */
record NamedShape(String name, Shape shape) {
    /** Every tensor of a model, in the order in which Brewprint writes them. */
    static List<NamedShape> of(LlamaConfig c) {
        Shape vector = new Shape(c.hiddenSize());
        Shape vocabulary = new Shape(c.vocabSize(), c.hiddenSize());
        List<NamedShape> all = new ArrayList<>();
        all.add(new NamedShape("model.embed_tokens.weight", vocabulary));
        for (int i = 0; i < c.layers(); i++) {
            all.add(new NamedShape(LlamaModel.layerName(i, "input_layernorm"), vector));
            all.add(new NamedShape(LlamaModel.layerName(i, "post_attention_layernorm"), vector));
            for (Projection p : Projection.values()) {
                all.add(new NamedShape(LlamaModel.layerName(i, p.path()), new Shape(p.out(c), p.in(c))));
            }
        }
        all.add(new NamedShape("model.norm.weight", vector));
        if (!c.tiedHead()) {
            all.add(new NamedShape("lm_head.weight", vocabulary));
        }
        return all;
    }

    /** The format in which a precision holds this tensor. */
    WeightFormat format(Precision precision) {
        if (shape.dimension() == 1) {
            return WeightFormat.F32;
        }
        return name.startsWith("model.layers.") ? precision.linears() : precision.vocabulary();
    }
}
