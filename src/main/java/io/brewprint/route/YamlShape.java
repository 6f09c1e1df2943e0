package io.brewprint.route;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What Camel's reader of YAML passes over in silence: a file that is no list, a key that is there twice. */
final class YamlShape {
    private YamlShape() {}

    static void check(RouteFile file) {
        Object content;
        try {
            content = new Load(LoadSettings.builder().setLabel(file.name()).build()).loadFromString(file.text());
        } catch (YamlEngineException e) {
            throw RouteFault.reading(file, e);
        }
        if (!(content instanceof List<?> all) || all.isEmpty() || !all.stream().allMatch(Map.class::isInstance)) {
            throw new Fault(
                    "shape",
                    "this is no list of routes",
                    new Where(file.shown(), 1, 1),
                    "begin each with \"- route:\" at the margin");
        }
    }
}
