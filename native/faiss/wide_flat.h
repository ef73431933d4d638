// FAISS's flat storage with a distance kernel for the processor at hand. Distribution packages compile FAISS for the
// oldest processors they support (SSE on x86-64), which makes a graph search two to three times slower than it need be.
#pragma once

#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/impl/DistanceComputer.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
// The loader picks the best clone once, when the addon is loaded.
#define THETA_CLONES __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define THETA_CLONES
#endif

namespace theta {

THETA_CLONES inline float InnerProduct(const float* x, const float* y, size_t n) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (size_t i = 0; i < n; ++i) sum += x[i] * y[i];
  return sum;
}

class WideDistance final : public faiss::FlatCodesDistanceComputer {
 public:
  WideDistance(const uint8_t* codes, size_t dims)
      : FlatCodesDistanceComputer(codes, dims * sizeof(float)), dims_(dims) {}
  void set_query(const float* x) override { query_ = x; }
  float distance_to_code(const uint8_t* code) override {
    return InnerProduct(query_, reinterpret_cast<const float*>(code), dims_);
  }
  float symmetric_dis(int64_t i, int64_t j) override { return InnerProduct(At(i), At(j), dims_); }

 private:
  const float* At(int64_t i) const { return reinterpret_cast<const float*>(codes + static_cast<size_t>(i) * code_size); }
  size_t dims_;
  const float* query_ = nullptr;
};

struct WideFlat final : faiss::IndexFlatIP {
  explicit WideFlat(int64_t dims) : IndexFlatIP(dims) {}
  faiss::FlatCodesDistanceComputer* get_FlatCodesDistanceComputer() const override {
    return new WideDistance(codes.data(), static_cast<size_t>(d));
  }
};

// Puts the wide kernel under a graph that FAISS made or read, moving the vectors.
inline void WidenStorage(faiss::IndexHNSW& graph) {
  auto* plain = dynamic_cast<faiss::IndexFlat*>(graph.storage);
  if (!plain || plain->metric_type != faiss::METRIC_INNER_PRODUCT) throw std::runtime_error("the graph holds no flat vectors");
  auto wide = std::make_unique<WideFlat>(plain->d);
  wide->codes.swap(plain->codes);
  wide->ntotal = plain->ntotal;
  if (graph.own_fields) delete graph.storage;
  graph.storage = wide.release();
  graph.own_fields = true;
}

}  // namespace theta
