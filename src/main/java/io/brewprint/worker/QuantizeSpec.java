package io.brewprint.worker;

import java.nio.file.Path;

/**
 * Make the quantised copy of a model.
 *
 * @param base folder of the model
 * @param quantization bf16, int8 or nf4
 * @param vocabulary keep or int8
 * @param force whether a current copy is made anew
 */
public record QuantizeSpec(Path base, String quantization, boolean doubleQuant, String vocabulary, boolean force)
        implements JobSpec<QuantizeResult> {
    @Override
    public String kind() {
        return "quantize";
    }

    @Override
    public Class<QuantizeResult> resultType() {
        return QuantizeResult.class;
    }
}
