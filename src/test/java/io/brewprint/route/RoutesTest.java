package io.brewprint.route;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of routes have: a home with its ledger, closed in the end. */
abstract class RoutesTest {
    @TempDir
    Path folder;

    Home home;
    Ledger ledger;

    @BeforeEach
    void openHome() throws Exception {
        home = new Home(folder.resolve("a home")).create();
        ledger = Ledger.open(home.database());
        Files.createDirectories(home.routes());
    }

    @AfterEach
    void closeHome() {
        ledger.close();
    }

    TestRoutes start(Pipeline.Opening opening, Stage... own) throws Exception {
        return TestRoutes.open(home, PipelineConfig.defaults(), ledger, new PipelineTest.Upper(), opening, own);
    }
}
