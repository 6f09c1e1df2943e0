package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.lesson.Lesson;
import io.brewprint.llama.ChatTemplate;
import io.brewprint.llama.Generator;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A model that answers lessons: loaded once, greedy, sixteen prompts at a time. */
public final class Examiner implements AutoCloseable {
    private static final int BATCH = 16;

    /** Hears of each answer. */
    public interface Listener {
        /** The {@code done}th of {@code total} answers of a lesson has come. */
        void answered(int done, int total, ExamFiles.Answer answer) throws IOException;
    }

    private final Tokenizer tokenizer;
    private final LlamaModel model;
    private final ChatTemplate chat;
    private final Generator generator;
    private final NodeCatalog catalog;
    private final String systemPrompt;
    private final int maxNewTokens;
    private final int timeoutSeconds;

    /**
     * Loads base model and adapter.
     *
     * @param adapter PEFT folder, or null to examine the base model
     * @param catalog the node types by which answers are checked
     */
    public Examiner(Path base, @Nullable Path adapter, String systemPrompt, int maxNewTokens, int timeoutSeconds,
            NodeCatalog catalog) throws IOException {
        this.catalog = catalog;
        this.systemPrompt = systemPrompt;
        this.maxNewTokens = maxNewTokens;
        this.timeoutSeconds = timeoutSeconds;
        tokenizer = Tokenizer.load(base);
        chat = ChatTemplate.of(base, tokenizer);
        model = LlamaModel.load(base);
        if (adapter != null) {
            PeftFiles.merge(adapter, model);
        }
        generator = new Generator(model, tokenizer);
    }

    /**
     * Asks every prompt of {@code lesson}.
     *
     * @return whether all were asked; false if a stop was requested
     */
    public boolean examine(Lesson lesson, BooleanSupplier stop, Listener listener) throws IOException {
        List<Lesson.Prompt> prompts = lesson.prompts();
        for (int from = 0; from < prompts.size(); from += BATCH) {
            if (stop.getAsBoolean()) {
                return false;
            }
            List<Lesson.Prompt> part = prompts.subList(from, Math.min(from + BATCH, prompts.size()));
            List<int[]> ids = new ArrayList<>();
            part.forEach(p -> ids.add(chat.prompt(systemPrompt, p.instruction())));
            long deadline = System.nanoTime() + timeoutSeconds * 1_000_000_000L;
            List<Generator.Answer> answers = generator.generate(
                    ids, maxNewTokens, () -> stop.getAsBoolean() || System.nanoTime() > deadline);
            if (stop.getAsBoolean()) {
                return false;
            }
            boolean late = System.nanoTime() > deadline;
            for (int i = 0; i < part.size(); i++) {
                Lesson.Prompt prompt = part.get(i);
                Generator.Answer answer = answers.get(i);
                boolean skipped = late && !answer.finished() && answer.tokens() < maxNewTokens;
                String text = skipped ? "[TIMEOUT]" : answer.text();
                listener.answered(from + i + 1, prompts.size(), new ExamFiles.Answer(
                        prompt, text, Score.of(prompt.expectedDsl(), text, catalog), answer.tokens(), answer.seconds(),
                        skipped ? "timeout_skipped" : "completed"));
            }
        }
        return true;
    }

    @Override
    public void close() {
        generator.close();
        model.close();
        tokenizer.close();
    }
}
