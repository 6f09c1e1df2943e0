package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.decode.Completion;
import io.brewprint.decode.Constraint;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Generator;
import io.brewprint.decode.Sampling;
import io.brewprint.dsl.Dsl;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dbrewprint.constrained.prompts=1000} asks as many; the everyday number is small. */
@Tag("slow")
class ConstrainedAnswersTest {
    private static final int PROMPTS = Integer.getInteger("brewprint.constrained.prompts", 24);
    private static final int LIMIT = 400;

    @TempDir
    Path folder;

    @Test
    void every_finished_answer_of_an_untrained_model_is_valid_at_any_temperature() throws Exception {
        int vocab = BpeTrainer.train(ComposedRows.documents(400, 3), 1024, folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder);
                NDManager manager = NDManager.newBaseManager()) {
            LlamaConfig config = new LlamaConfig(
                    64,
                    176,
                    2,
                    4,
                    2,
                    16,
                    vocab,
                    1e-5f,
                    10_000,
                    null,
                    true,
                    1024,
                    tokenizer.requireSpecial(ChatTemplate.BEGIN),
                    List.of(tokenizer.requireSpecial(ChatTemplate.END_OF_TURN)));
            try (LlamaModel model = LlamaModel.random(config, 3, manager)) {
                config.write(folder);
                ChatTemplate chat = ChatTemplate.of(folder, tokenizer);
                Constraint full =
                        Constraint.of(folder, tokenizer, config, ContinuationRules.full(NodeCatalog.standard())::start);
                try (Generator generator = new Generator(model, tokenizer)) {
                    for (double temperature : new double[] {0, 0.8, 1.5}) {
                        List<Completion> free = ask(generator, chat, null, temperature);
                        List<Completion> ruled = ask(generator, chat, full, temperature);
                        tell("unconstrained", temperature, free);
                        tell("constrained", temperature, ruled);
                        assertThat(ruled).hasSize(PROMPTS).allSatisfy(answer -> {
                            assertThat(answer.finished()).isTrue();
                            assertThat(Dsl.checked(answer.text()).firstError())
                                    .as(answer.text())
                                    .isEmpty();
                        });
                    }
                }
            }
        }
    }

    private static List<Completion> ask(
            Generator generator, ChatTemplate chat, @Nullable Constraint rules, double temperature) throws Exception {
        List<GenerationRequest> asks = new ArrayList<>();
        for (String prompt : prompts()) {
            Sampling sampling = new Sampling(temperature, 0, 1, 1, asks.size(), LIMIT, List.of());
            GenerationRequest ask = GenerationRequest.of(chat.prompt(SystemPrompt.LEAN, prompt), sampling);
            asks.add(rules == null ? ask : ask.ruled(rules.rule()));
        }
        return generator.answer(asks);
    }

    private static void tell(String how, double temperature, List<Completion> answers) {
        long finished = answers.stream().filter(Completion::finished).count();
        long valid = answers.stream()
                .filter(answer -> Dsl.checked(answer.text()).firstError().isEmpty())
                .count();
        System.out.printf(
                Locale.ROOT,
                "temperature %.1f, %s: %d answers, %d finished, %d valid, %d tokens%n",
                temperature,
                how,
                answers.size(),
                finished,
                valid,
                answers.stream().mapToLong(Completion::tokens).sum());
    }

    /** The project's lessons, requests as people make them, and noise. */
    private static List<String> prompts() throws Exception {
        List<String> prompts = new ArrayList<>();
        List<Lesson> exams = new LessonFiles(Path.of("lessons")).exams();
        for (Lesson lesson : exams) {
            lesson.prompts().stream().limit(PROMPTS / 3 / exams.size()).forEach(p -> prompts.add(p.instruction()));
        }
        assertThat(prompts).isNotEmpty();
        ComposedRows.small(PROMPTS / 3, 9, (Row row) -> prompts.add(row.instruction()));
        Random random = new Random(1);
        while (prompts.size() < PROMPTS) {
            prompts.add(random.ints(20, 32, 0x24F)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return prompts;
    }
}
