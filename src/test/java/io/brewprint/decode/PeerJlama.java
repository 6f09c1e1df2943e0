package io.brewprint.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.llama.LlamaConfig;
import com.github.tjake.jlama.model.llama.LlamaModel;
import com.github.tjake.jlama.safetensors.Config;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.util.JsonSupport;
import java.io.File;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Jlama: the logits after each token. Arguments: model folder, then token ids. */
public final class PeerJlama {
    private PeerJlama() {}

    public static void main(String[] args) throws Exception {
        int[] ids = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
        File folder = new File(args[0]);
        LlamaConfig config = JsonSupport.om.readValue(new File(folder, "config.json"), LlamaConfig.class);
        JsonNode json = new ObjectMapper().readTree(new File(folder, "config.json"));
        if (json.has("rope_scaling")) {
            Field angles = Config.class.getField("ropeFreqs");
            angles.setAccessible(true);
            angles.set(config, Optional.of(angles(json, json.path("rope_scaling"), config.contextLength)));
        }
        // without its tokenizer, which would want a template library
        AbstractModel model = new LlamaModel(
                config, SafeTensorSupport.loadWeights(folder), null, DType.F32, DType.F32, Optional.empty());
        float[][] logits = new float[ids.length][];
        try (KvBufferCache cache = new KvBufferCache(model);
                KvBufferCache.KvBuffer buffer = cache.getEphemeralKvBuffer();
                AbstractTensor<?, ?> row = model.makeDenseTensor(model.getConfig().vocabularySize)) {
            for (int i = 0; i < ids.length; i++) {
                try (AbstractTensor<?, ?> hidden = model.forward(ids[i], i, buffer, Optional.empty())) {
                    model.sample(hidden, 0f, 0f, row); // greedily, which leaves the logits as they are
                    logits[i] = new float[row.shape().last()];
                    for (int v = 0; v < logits[i].length; v++) {
                        logits[i][v] = row.get(0, v);
                    }
                }
            }
        }
        System.out.println();
        System.out.println(new ObjectMapper().writeValueAsString(Map.of("logits", logits)));
        System.exit(0);
    }

    /**
     * Jlama 0.8.4 reads Llama 3's scaling and leaves it out (measured: logits 0.7 % off). Its tables are replaced by
     * those of the published rule, written here a second time: cosine and sine by position and pair.
     */
    private static float[][] angles(JsonNode config, JsonNode rule, int positions) {
        int half = config.path("head_dim").asInt() / 2;
        double low = rule.path("original_max_position_embeddings").asDouble()
                / rule.path("low_freq_factor").asDouble();
        double high = rule.path("original_max_position_embeddings").asDouble()
                / rule.path("high_freq_factor").asDouble();
        float[][] table = new float[positions * half][2];
        for (int i = 0; i < half; i++) {
            double turn = 1 / Math.pow(config.path("rope_theta").asDouble(), i / (double) half);
            double wave = 2 * Math.PI / turn;
            double slowed = turn / rule.path("factor").asDouble();
            double mix = Math.clamp((1 / wave - 1 / low) / (1 / high - 1 / low), 0, 1);
            for (int p = 0; p < positions; p++) {
                double angle = p * (mix * turn + (1 - mix) * slowed);
                table[p * half + i][0] = (float) Math.cos(angle);
                table[p * half + i][1] = (float) Math.sin(angle);
            }
        }
        return table;
    }
}
