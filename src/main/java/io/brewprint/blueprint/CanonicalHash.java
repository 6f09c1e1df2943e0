package io.brewprint.blueprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash that two graphs share which differ in the order and numbering of nodes and edges only; whatever else differs,
 * the hash does.
 *
 * <p>Each connected component is brought into canonical form ({@link CanonicalForm}); the sorted forms are hashed. That
 * takes a bounded number of steps. A component so large and so like itself everywhere that they do not suffice is told
 * by its refined colours alone: another that looks the same to every node then has the same hash, and that is the only
 * way in which two different graphs come to share one (collisions of 64-bit colours aside). Equal graphs always do.
 */
public final class CanonicalHash {
    private CanonicalHash() {}

    /** Hex SHA-256, 64 characters. */
    public static String of(LabelledGraph graph) {
        var forms = new ArrayList<String>();
        forms(graph).forEach(form -> forms.add(form.text()));
        Collections.sort(forms);
        MessageDigest digest = sha256();
        for (String form : forms) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The form of each component; of the steps that a graph has each gets a share by its size. */
    static List<CanonicalForm> forms(LabelledGraph graph) {
        double all = Refinement.size(graph);
        return components(graph).stream()
                .map(component -> CanonicalForm.of(component, Refinement.size(component) / all))
                .toList();
    }

    static List<LabelledGraph> components(LabelledGraph graph) {
        int n = graph.labels().size();
        int[] root = new int[n];
        for (int i = 0; i < n; i++) {
            root[i] = i;
        }
        for (LabelledEdge edge : graph.edges()) {
            root[find(root, edge.from())] = find(root, edge.to());
        }
        int[] component = new int[n];
        int[] place = new int[n];
        int[] number = new int[n];
        var labels = new ArrayList<List<String>>();
        for (int i = 0; i < n; i++) {
            int r = find(root, i);
            if (number[r] == 0) {
                labels.add(new ArrayList<>());
                number[r] = labels.size();
            }
            component[i] = number[r] - 1;
            place[i] = labels.get(component[i]).size();
            labels.get(component[i]).add(graph.labels().get(i));
        }
        var edges = new ArrayList<List<LabelledEdge>>();
        labels.forEach(ignored -> edges.add(new ArrayList<>()));
        for (LabelledEdge edge : graph.edges()) {
            edges.get(component[edge.from()]).add(new LabelledEdge(place[edge.from()], place[edge.to()], edge.label()));
        }
        var parts = new ArrayList<LabelledGraph>();
        for (int i = 0; i < labels.size(); i++) {
            parts.add(new LabelledGraph(labels.get(i), edges.get(i)));
        }
        return parts;
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
