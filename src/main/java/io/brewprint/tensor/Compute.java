package io.brewprint.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import java.util.List;

/**
 * What this process computes with: the section {@code hardware} of the configuration. It holds for the whole process,
 * as libtorch's threads do; a worker is told on its command line ({@link #options}), everybody else says {@link #use}
 * before the first array is made.
 */
public final class Compute {
    private static final String DEVICE = "brewprint.device";
    private static final String THREADS = "brewprint.threads";
    private static final String CPU = "cpu";
    private static final String GPU = "gpu";

    private static volatile String chosen = System.getProperty(DEVICE, "auto");
    private static volatile int threads = Integer.getInteger(THREADS, 0);

    private Compute() {}

    /**
     * From now on this process computes with that.
     *
     * @throws Fault where a GPU is asked for and there is none
     */
    public static void use(PipelineConfig.Hardware hardware) {
        // Only the driver is asked: a command that leaves the work to a worker need not load the engine for it.
        if (hardware.device().equals(GPU) && CudaUtils.getGpuCount() == 0) {
            throw noGpu();
        }
        chosen = hardware.device();
        threads = hardware.threads();
    }

    /** What a child JVM is to be started with for the same choice. */
    public static List<String> options(PipelineConfig.Hardware hardware) {
        return List.of("-D" + DEVICE + "=" + hardware.device(), "-D" + THREADS + "=" + hardware.threads());
    }

    /**
     * Where models and arrays lie.
     *
     * @throws Fault where a GPU is asked for and the engine has none
     */
    public static Device device() {
        if (chosen.equals(CPU)) {
            return Device.cpu();
        }
        Device best = Engine.getInstance().defaultDevice();
        if (chosen.equals(GPU) && !best.isGpu()) {
            throw noGpu();
        }
        return best;
    }

    /** What that is: cpu or gpu. */
    public static String kind() {
        return device().isGpu() ? GPU : CPU;
    }

    /** A manager of arrays on that device, whose work is done by that many threads. */
    public static NDManager manager() {
        return manager(device());
    }

    /** The same on another device. */
    public static NDManager manager(Device device) {
        if (threads > 0) {
            JniUtils.setNumThreads(threads);
        }
        return NDManager.newBaseManager(device);
    }

    /** CPU threads to compute with. */
    public static int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private static Fault noGpu() {
        return new Fault(
                "no_gpu",
                "hardware.device is gpu, and there is no GPU that the engine can use",
                "set hardware.device to auto or cpu");
    }
}
