package io.brewprint.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import java.util.Map;

/** llama.cpp: tokens of a prompt and what is said to it, greedily. Arguments: model, adapter or -, prompt, tokens. */
public final class PeerLlamaCpp {
    private PeerLlamaCpp() {}

    public static void main(String[] args) throws Exception {
        ModelParameters parameters = new ModelParameters()
                .setModel(args[0])
                .setThreads(1)
                .setCtxSize(128)
                .setGpuLayers(0)
                .setCacheTypeK(CacheType.F32)
                .setCacheTypeV(CacheType.F32);
        if (!args[1].equals("-")) {
            parameters.addLoraAdapter(args[1]);
        }
        StringBuilder text = new StringBuilder();
        try (LlamaModel model = new LlamaModel(parameters)) {
            int[] prompt = model.encode(args[2]);
            InferenceParameters asked = new InferenceParameters(args[2])
                    .setNPredict(Integer.parseInt(args[3]))
                    .setTemperature(0f)
                    .setIgnoreEos(true)
                    .setCachePrompt(false);
            for (LlamaOutput piece : model.generate(asked)) {
                text.append(piece.text);
            }
            System.out.println();
            System.out.println(
                    new ObjectMapper().writeValueAsString(Map.of("prompt", prompt, "text", text.toString())));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // a native thread stays and would keep the process from ending
    }
}
