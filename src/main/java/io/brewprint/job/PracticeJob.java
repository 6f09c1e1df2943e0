package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.config.AtomicFiles;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.exam.AnswerText;
import io.brewprint.exam.Author;
import io.brewprint.exam.Score;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.Practice;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.PracticeResult;
import io.brewprint.worker.PracticeSpec;
import io.brewprint.worker.StoppedException;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Draws several answers to each prompt of a pool, freely and held to the language in turn, and scores them. */
final class PracticeJob implements Job<PracticeSpec, PracticeResult> {
    private record Asked(Lesson.Prompt prompt, List<CompletableFuture<Completion>> answers) {}

    @Override
    public PracticeResult run(PracticeSpec spec, EventWriter events, BooleanSupplier stop) throws Exception {
        List<Lesson.Prompt> prompts = Lesson.read(spec.pool()).prompts();
        NodeCatalog catalog = JobAuthors.catalog(spec.author());
        Path work = spec.out().resolveSibling(spec.out().getFileName() + ".tmp");
        Files.createDirectories(spec.out().toAbsolutePath().getParent());
        int[] passed = new int[3];
        try (Author author = JobAuthors.of(spec.author(), catalog, new Loading(events, stop));
                OtherWords other = OtherWords.of(spec.rewords(), catalog, events);
                BufferedWriter out = Files.newBufferedWriter(work)) {
            Deque<Asked> asked = new ArrayDeque<>();
            int window = Math.max(1, author.atOnce() / Math.max(1, spec.answers()));
            int next = 0;
            for (int done = 0; done < prompts.size(); done++) {
                while (next < prompts.size() && asked.size() < window && !stop.getAsBoolean()) {
                    asked.add(ask(author, spec, prompts.get(next), next, stop));
                    next++;
                }
                if (stop.getAsBoolean() || asked.isEmpty()) {
                    throw new StoppedException("practice stopped");
                }
                Practice.Tried tried = other.reworded(tried(asked.remove(), catalog), stop);
                double rate = tried.passRate();
                passed[rate == 1 ? 0 : rate > 0 ? 1 : 2]++;
                out.write(Practice.line(tried));
                out.write('\n');
                events.progress(
                        "practice",
                        done + 1,
                        prompts.size(),
                        "answered right by some or all: " + (passed[0] + passed[1]));
            }
        }
        AtomicFiles.replace(work, spec.out());
        return new PracticeResult(spec.out(), passed[0], passed[1], passed[2]);
    }

    private static Asked ask(Author author, PracticeSpec spec, Lesson.Prompt prompt, int number, BooleanSupplier stop) {
        List<CompletableFuture<Completion>> answers = new ArrayList<>();
        for (int i = 0; i < spec.answers(); i++) {
            Sampling sampling = new Sampling(
                    spec.temperature(),
                    0,
                    1,
                    1,
                    spec.seed() * 31 + number * 1_009L + i,
                    spec.maxNewTokens(),
                    List.of());
            GenerationRequest request = GenerationRequest.of(Prompt.of(prompt.instruction()), sampling)
                    .until(stop)
                    .constrained(i % 2 == 0 ? Constrain.OFF : Constrain.FULL);
            answers.add(author.begin(request));
        }
        return new Asked(prompt, answers);
    }

    private static Practice.Tried tried(Asked asked, NodeCatalog catalog) {
        List<Practice.Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < asked.answers.size(); i++) {
            try {
                Completion said = asked.answers.get(i).join();
                String text = AnswerText.of(said.text()).text();
                Score score = Score.of(asked.prompt.expectedDsl(), text, catalog);
                attempts.add(new Practice.Attempt(
                        text,
                        i % 2 == 1,
                        score.valid(),
                        score.error(),
                        score.exact(),
                        score.sameGraph(),
                        score.graphF1()));
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw e;
                }
            }
        }
        return new Practice.Tried(asked.prompt, attempts);
    }
}
