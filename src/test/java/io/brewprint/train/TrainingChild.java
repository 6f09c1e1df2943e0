package io.brewprint.train;

import io.brewprint.dataset.JsonLines;
import io.brewprint.llama.LoraSpec;
import java.nio.file.Path;
import java.util.List;

/** A process that trains with a checkpoint at every step and tells each step, until it is killed. */
public final class TrainingChild {
    private TrainingChild() {}

    /** Base model, rows and output folder. */
    public static void main(String[] args) throws Exception {
        TrainingOptions options =
                new TrainingOptions(40, 5e-3, Schedule.Kind.COSINE, 2, 1, 96, 2, 0.01, 1.0, 7, 1, 8, 1, 2, 0, true);
        LoraTrainer trainer =
                new LoraTrainer(Path.of(args[0]), "Be brief.", LoraSpec.all(2, 4, 0.1), options, MemoryOptions.FULL);
        LoraTrainer.Outcome outcome = trainer.train(
                JsonLines.readAll(Path.of(args[1]), line -> {}),
                List.of(),
                Path.of(args[2]),
                true,
                new TrainingListener() {
                    @Override
                    public void step(
                            int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond) {
                        System.out.println("step " + step + " " + loss);
                    }

                    @Override
                    public void note(String message) {
                        System.out.println(message);
                    }

                    @Override
                    public boolean stopRequested() {
                        return false;
                    }
                });
        System.out.println("done " + outcome.step());
    }
}
