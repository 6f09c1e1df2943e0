package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.lesson.Lesson;
import io.brewprint.llama.Ask;
import io.brewprint.llama.Generator;
import io.brewprint.llama.LoadedModel;
import io.brewprint.llama.Sampling;
import io.brewprint.llama.Ticket;
import io.brewprint.llama.WeightFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A model that answers lessons: loaded once, greedy, the system prompt read once for all prompts. */
public final class Examiner implements AutoCloseable {
    /** Prompts that are handed to the engine ahead of the one whose answer is awaited. */
    private static final int AHEAD = 256;

    /** Hears of each answer. */
    public interface Listener {
        /** The {@code done}th of {@code total} answers of a lesson has come. */
        void answered(int done, int total, ExamFiles.Answer answer) throws IOException;
    }

    private final LoadedModel loaded;
    private final NodeCatalog catalog;
    private final String systemPrompt;
    private final int maxNewTokens;
    private final Duration timeout;

    /**
     * Loads base model and adapter.
     *
     * @param adapter PEFT folder, or null to examine the base model
     * @param linears how the base's weights are held: as they were when the adapter was trained
     * @param smallVocabulary whether embedding and head are int8
     * @param catalog the node types by which answers are checked
     */
    public Examiner(Path base, @Nullable Path adapter, WeightFormat linears, boolean smallVocabulary, String systemPrompt,
            int maxNewTokens, int timeoutSeconds, NodeCatalog catalog) throws IOException {
        this.catalog = catalog;
        this.systemPrompt = systemPrompt;
        this.maxNewTokens = maxNewTokens;
        this.timeout = Duration.ofSeconds(timeoutSeconds);
        loaded = LoadedModel.open(base, adapter, linears, smallVocabulary);
    }

    /**
     * Asks every prompt of {@code lesson}.
     *
     * @return whether all were asked; false if a stop was requested
     */
    public boolean examine(Lesson lesson, BooleanSupplier stop, Listener listener) throws IOException {
        List<Lesson.Prompt> prompts = lesson.prompts();
        List<int[]> ids = prompts.stream().map(p -> loaded.chat().prompt(systemPrompt, p.instruction())).toList();
        int shared = ids.size() < 2 ? 0 : Generator.shared(ids);
        List<Ticket> tickets = new ArrayList<>();
        try {
            for (int i = 0; i < prompts.size(); i++) {
                while (tickets.size() < Math.min(prompts.size(), i + AHEAD)) {
                    tickets.add(loaded.generator().submit(Ask.of(ids.get(tickets.size()), Sampling.greedy(maxNewTokens))
                            .sharing(shared).with(loaded.adapter()).within(timeout).until(stop)));
                }
                Generator.Answer answer = tickets.get(i).await();
                if (stop.getAsBoolean()) {
                    return false;
                }
                listener.answered(i + 1, prompts.size(), scored(prompts.get(i), answer));
            }
            return true;
        } finally {
            tickets.forEach(Ticket::cancel); // what nobody reads any more
        }
    }

    private ExamFiles.Answer scored(Lesson.Prompt prompt, Generator.Answer answer) {
        boolean skipped = answer.end() == Generator.End.TIMEOUT;
        String text = skipped ? "[TIMEOUT]" : AnswerText.of(answer.text()).text();
        return new ExamFiles.Answer(prompt, text, skipped ? text : answer.text(),
                Score.of(prompt.expectedDsl(), text, catalog), answer.tokens(), answer.seconds(),
                skipped ? "timeout_skipped" : "completed");
    }

    @Override
    public void close() {
        loaded.close();
    }
}
