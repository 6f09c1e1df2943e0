package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.ledger.Artifact;
import io.brewprint.ledger.StageRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What stages made, as rows of the artifact table; a folder's hash is that of its files' names and hashes. */
final class Made {
    private Made() {}

    static void record(CycleRun run, Stage stage, StageResult result) throws IOException {
        Home home = run.home();
        for (StageResult.Made made : result.files()) {
            StringBuilder names = new StringBuilder();
            long bytes = 0;
            List<Path> files = files(made.path());
            for (Path file : files) {
                names.append(home.relative(file)).append(' ').append(AtomicFiles.sha256(file)).append('\n');
                bytes += Files.size(file);
            }
            String hash = Files.isDirectory(made.path()) ? AtomicFiles.sha256(names.toString())
                    : AtomicFiles.sha256(made.path());
            run.ledger().artifacts().put(
                    new Artifact(made.kind(), home.relative(made.path()), hash, bytes, run.id(), stage.id()));
        }
    }

    /** Whether what a stage made then is there now, by size: hashing gigabytes would cost more than it saves. */
    static boolean stillThere(CycleRun run, StageRow row) {
        return run.ledger().artifacts().of(row.runId(), row.id()).stream().allMatch(artifact -> {
            try {
                long bytes = 0;
                for (Path file : files(run.home().resolve(artifact.path()))) {
                    bytes += Files.size(file);
                }
                return bytes == artifact.bytes();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
