package io.brewprint.cli.bench;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.worker.BenchTrainResult;
import io.brewprint.worker.BenchTrainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/**
 * {@code bench train}: LoRA steps beside the bare matrix products of the same shapes, and what prefix packing saves.
 */
@Command(
        name = "train",
        description = "LoRA training of a small model beside the matrix products of its shapes, and with a long prompt "
                + "shared and repeated.",
        mixinStandardHelpOptions = true)
final class BenchTrainCommand extends BaseCommand {
    private static final int BATCHES = 3;
    private static final int ROWS = 8;
    /** Characters a token: what tokenizers of this vocabulary make of the DSL. */
    private static final double CHARACTERS = 4;

    @Override
    protected int run() throws Exception {
        int prompt = tokens(SystemPrompt.reference(NodeCatalog.standard()));
        List<Row> rows = new ArrayList<>();
        ComposedRows.small(BATCHES * ROWS, 1, rows::add);
        List<List<Integer>> batches = new ArrayList<>();
        for (int b = 0; b < BATCHES; b++) {
            batches.add(rows.subList(b * ROWS, (b + 1) * ROWS).stream()
                    .map(r -> tokens(r.instruction() + r.output()))
                    .toList());
        }
        BenchTrainResult result = new WorkerCall(err()).run(home(), config(), new BenchTrainSpec(prompt, batches));
        if (json()) {
            emit(result);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%.0f tokens/s; %.0f of %.0f GFLOP/s of bare matrix products: %.0f %%",
                    result.tokensPerS(),
                    result.stepGflops(),
                    result.matmulGflops(),
                    100 * result.shareOfMatmul()));
            say(String.format(
                    Locale.ROOT,
                    "a prompt of %d tokens shared instead of repeated: %.1f times as fast, %.1f "
                            + "times fewer tokens computed",
                    prompt,
                    result.prefixPackingGain(),
                    result.prefixTokenRatio()));
        }
        return ExitCode.DONE;
    }

    private static int tokens(String text) {
        return (int) (text.length() / CHARACTERS);
    }
}
