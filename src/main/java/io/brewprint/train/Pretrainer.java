package io.brewprint.train;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.AtomicFiles;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Ids;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Makes the bundled base model: a small LLaMA pretrained from nothing on plain documents. */
public final class Pretrainer {
    /** Changes when the same settings would give another model. */
    public static final String VERSION = "1";

    /**
     * Shape and training of the model.
     *
     * @param batch documents a step
     */
    public record Plan(BaseShape shape, int steps, int batch, double learningRate, long seed) {}

    private Pretrainer() {}

    /**
     * Trains tokenizer and model on {@code documents} and puts the folder in place when it is complete.
     *
     * @return false if a stop was requested: then {@code folder} is not touched
     */
    public static boolean run(List<String> documents, Plan plan, Path folder, TrainingListener listener)
            throws IOException {
        Path work = folder.resolveSibling(folder.getFileName() + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        listener.note("training the tokenizer on " + documents.size() + " documents");
        BpeTrainer.train(documents, plan.shape().vocab(), work);
        try (NDManager manager = Compute.manager();
                Tokenizer tokenizer = Tokenizer.load(work)) {
            int end = tokenizer.requireSpecial("<|end_of_text|>");
            LlamaConfig config = plan.shape().config(tokenizer);
            int begin = tokenizer.requireSpecial(ChatTemplate.BEGIN);
            List<Example> examples = documents.stream()
                    .map(d -> example(d, tokenizer, begin, end))
                    .filter(e -> e.length() <= plan.shape().contextLength())
                    .toList();
            List<List<Example>> batches = EpochOrder.batches(examples, plan.batch(), plan.seed(), 0);
            try (LlamaModel model = LlamaModel.random(config, plan.seed(), manager);
                    Optimizer optimizer = new AdamW(model.weights(), 0.05, 0.95, manager);
                    Stepper stepper = new Stepper(
                            model, null, Differentiation.full(model), model.weights(), optimizer, manager)) {
                Schedule schedule = new Schedule(
                        Schedule.Kind.COSINE, plan.learningRate(), Math.max(1, plan.steps() / 20), plan.steps(), 0.05);
                for (int step = 0; step < plan.steps(); step++) {
                    if (listener.stopRequested()) {
                        return false;
                    }
                    long start = System.nanoTime();
                    Batch batch = Batch.of(batches.get(step % batches.size()));
                    Stepper.Result result = stepper.step(List.of(batch), schedule.at(step), 1.0, 0);
                    listener.step(
                            step + 1,
                            plan.steps(),
                            result.loss(),
                            schedule.at(step),
                            result.gradNorm(),
                            batch.tokens() / ((System.nanoTime() - start) / 1e9));
                }
                model.save(work);
            }
        }
        Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /**
     * A document as an example: begin, text, end. A comment on its first line is read, not learned to be said: what
     * people may ask is noise, and learning it would cost most of the steps.
     */
    static Example example(String document, Tokenizer tokenizer, int begin, int end) {
        int comment = document.startsWith("#") ? document.indexOf('\n') + 1 : 0;
        Ids read = new Ids();
        read.add(begin);
        read.addAll(tokenizer.encode(document.substring(0, comment)));
        Ids learned = new Ids();
        learned.addAll(tokenizer.encode(document.substring(comment)));
        learned.add(end);
        return Example.of(read.toArray(), learned.toArray());
    }
}
