package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.ledger.Artifact;
import io.brewprint.ledger.StageRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stages made, as rows of the artifact table and by content in the stage's own row. */
final class Made {
    /**
     * A file or folder.
     *
     * @param path relative to the home
     * @param hash of its content; of a folder, that of its files' names and hashes
     */
    private record Product(String kind, String path, String hash) {}

    private record Products(List<Product> all) {}

    private Made() {}

    /** Keeps them in the artifact table; gives what the stage's row is to hold. */
    static String record(CycleRun run, Stage stage, StageResult result) throws IOException {
        Home home = run.home();
        List<Product> products = new ArrayList<>();
        for (StageResult.Made made : result.files()) {
            String path = home.relative(made.path());
            products.add(new Product(made.kind(), path, hash(made.path(), ContentHash::of)));
            // The table tells the true hash, however large the file.
            run.ledger()
                    .artifacts()
                    .put(new Artifact(
                            made.kind(),
                            path,
                            hash(made.path(), AtomicFiles::sha256),
                            bytes(made.path()),
                            run.id(),
                            stage.id()));
        }
        return CycleState.write(new Products(products));
    }

    /** Whether what a stage made then is there now, as it was. */
    static boolean stillThere(Home home, StageRow row) {
        if (row.made() == null) {
            return false;
        }
        return CycleState.read(row.made(), Products.class).all().stream().allMatch(product -> {
            try {
                Path path = home.resolve(product.path());
                return Files.exists(path) && hash(path, ContentHash::of).equals(product.hash());
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static String hash(Path path, ContentHash.OfFile each) throws IOException {
        return Files.isDirectory(path) ? ContentHash.of(path, files(path), each) : each.hash(path);
    }

    private static long bytes(Path path) throws IOException {
        long bytes = 0;
        for (Path file : files(path)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path path) throws IOException {
        return Files.isDirectory(path) ? ContentHash.files(path, file -> true) : List.of(path);
    }
}
