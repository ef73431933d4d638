// Thin N-API binding over the system's FAISS (1.7.3 or newer): a flat or an HNSW index over inner products, typed arrays
// in and out, building and searching off the event loop, every FAISS exception turned into a JavaScript error.
#include <faiss/Index.h>
#include <faiss/IndexHNSW.h>
#include <faiss/index_io.h>
#include <napi.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "wide_flat.h"

namespace {

// Shared with the workers, so that disposal while a search runs frees it after the search.
struct Shared {
  std::unique_ptr<faiss::Index> index;
  std::shared_mutex mutex;  // searches share it, adding excludes them
  int expansion = 0;        // efSearch of a graph; 0 for a flat index
};

// The thread count of OpenMP belongs to the calling thread; a pool thread starts with the default, so each entry sets it.
void UseThreads(int threads) { omp_set_num_threads(threads > 0 ? threads : omp_get_num_procs()); }

std::vector<int32_t> Search(Shared& s, const float* queries, size_t n, size_t k) {
  std::vector<float> similarity(n * k);
  std::vector<int64_t> labels(n * k);
  // FAISS stops a walk after efSearch candidates even when k is larger, and keeps efSearch in the index: a large k has the
  // index for itself while it is raised.
  if (s.expansion > 0 && k > static_cast<size_t>(s.expansion)) {
    std::unique_lock lock(s.mutex);
    UseThreads(1);
    auto& graph = static_cast<faiss::IndexHNSW&>(*s.index);
    struct Restore {
      int& value;
      int before;
      ~Restore() { value = before; }
    } restore{graph.hnsw.efSearch, s.expansion};
    graph.hnsw.efSearch = static_cast<int>(k);
    s.index->search(static_cast<int64_t>(n), queries, static_cast<int64_t>(k), similarity.data(), labels.data());
  } else {
    std::shared_lock lock(s.mutex);
    UseThreads(1);  // requests run beside each other already, and a single query stalls on OpenMP's barrier
    s.index->search(static_cast<int64_t>(n), queries, static_cast<int64_t>(k), similarity.data(), labels.data());
  }
  return {labels.begin(), labels.end()};  // row numbers fit: Add refuses more than 2^31 rows
}

Napi::Int32Array ToJs(Napi::Env env, const std::vector<int32_t>& ids) {
  auto out = Napi::Int32Array::New(env, ids.size());
  if (!ids.empty()) std::memcpy(out.Data(), ids.data(), ids.size() * sizeof(int32_t));
  return out;
}

// Works on a copy of the numbers: the caller may transfer or change its buffer while the worker runs.
class Worker : public Napi::AsyncWorker {
 public:
  Worker(Napi::Env env, std::shared_ptr<Shared> shared, const Napi::Float32Array& x)
      : AsyncWorker(env), deferred_(Napi::Promise::Deferred::New(env)), shared_(std::move(shared)),
        values_(x.Data(), x.Data() + x.ElementLength()) {}
  Napi::Promise Start() {
    auto promise = deferred_.Promise();
    Queue();
    return promise;
  }

 protected:
  void OnError(const Napi::Error& e) override { deferred_.Reject(e.Value()); }
  Napi::Promise::Deferred deferred_;
  std::shared_ptr<Shared> shared_;
  std::vector<float> values_;
};

class SearchWorker final : public Worker {
 public:
  SearchWorker(Napi::Env env, std::shared_ptr<Shared> s, const Napi::Float32Array& x, size_t n, size_t k)
      : Worker(env, std::move(s), x), n_(n), k_(k) {}

 protected:
  void Execute() override { ids_ = Search(*shared_, values_.data(), n_, k_); }
  void OnOK() override { deferred_.Resolve(ToJs(Env(), ids_)); }

 private:
  size_t n_, k_;
  std::vector<int32_t> ids_;
};

class AddWorker final : public Worker {
 public:
  AddWorker(Napi::Env env, std::shared_ptr<Shared> s, const Napi::Float32Array& x, size_t n, int threads)
      : Worker(env, std::move(s), x), n_(n), threads_(threads) {}

 protected:
  void Execute() override {
    std::unique_lock lock(shared_->mutex);
    UseThreads(threads_);
    shared_->index->add(static_cast<int64_t>(n_), values_.data());
  }
  void OnOK() override { deferred_.Resolve(Env().Undefined()); }

 private:
  size_t n_;
  int threads_;
};

class FaissIndex : public Napi::ObjectWrap<FaissIndex> {
 public:
  static Napi::Function Init(Napi::Env env) {
    return DefineClass(env, "FaissIndex",
                       {InstanceMethod<&FaissIndex::Add>("add"), InstanceMethod<&FaissIndex::SearchNow>("search"),
                        InstanceMethod<&FaissIndex::SearchAsync>("searchAsync"),
                        InstanceMethod<&FaissIndex::Save>("save"), InstanceMethod<&FaissIndex::Dispose>("dispose"),
                        InstanceAccessor<&FaissIndex::Size>("size"), StaticMethod<&FaissIndex::Load>("load")});
  }

  // (dims, connectivity, expansionAdd, expansionSearch); connectivity 0 means flat
  explicit FaissIndex(const Napi::CallbackInfo& info) : ObjectWrap(info), shared_(std::make_shared<Shared>()) {
    if (info[0].IsExternal()) {  // from Load; JavaScript cannot make an External
      shared_->index = std::move(*info[0].As<Napi::External<std::unique_ptr<faiss::IndexHNSW>>>().Data());
      rows_ = shared_->index->ntotal;
      shared_->expansion = static_cast<faiss::IndexHNSW&>(*shared_->index).hnsw.efSearch;
      return;
    }
    const int dims = Integer(info, 0, "dims", 1, 65536);
    const int connectivity = Integer(info, 1, "connectivity", 0, 256);
    const int add = Integer(info, 2, "expansionAdd", 1, 65536);
    const int search = Integer(info, 3, "expansionSearch", 1, 65536);
    if (connectivity == 1) throw Napi::RangeError::New(info.Env(), "connectivity must be 0 (flat) or 2 to 256");
    Guard(info.Env(), [&] {
      if (connectivity == 0) {
        shared_->index = std::make_unique<theta::WideFlat>(dims);
        return;
      }
      // IndexHNSWFlat and not its base class, because FAISS writes files of known classes only.
      auto graph = std::make_unique<faiss::IndexHNSWFlat>(dims, connectivity, faiss::METRIC_INNER_PRODUCT);
      theta::WidenStorage(*graph);
      graph->hnsw.efConstruction = add;
      graph->hnsw.efSearch = search;
      shared_->expansion = search;
      shared_->index = std::move(graph);
    });
  }

 private:
  std::shared_ptr<Shared> shared_;

  template <class F>
  static auto Guard(Napi::Env env, F f) -> decltype(f()) {
    try {
      return f();
    } catch (const Napi::Error&) {
      throw;
    } catch (const std::exception& e) {
      throw Napi::Error::New(env, e.what());
    }
  }

  static int Integer(const Napi::CallbackInfo& info, size_t at, const std::string& name, int min, int max) {
    const double value = info[at].IsNumber() ? info[at].As<Napi::Number>().DoubleValue() : NAN;
    if (!(value >= min && value <= max) || value != std::floor(value))
      throw Napi::RangeError::New(info.Env(), name + " must be an integer from " + std::to_string(min) + " to " +
                                                  std::to_string(max));
    return static_cast<int>(value);
  }

  Shared& Live(const Napi::CallbackInfo& info) {
    if (!shared_) throw Napi::Error::New(info.Env(), "the index is disposed");
    return *shared_;
  }

  Napi::Float32Array Rows(const Napi::CallbackInfo& info, size_t& n) {
    const auto dims = static_cast<size_t>(Live(info).index->d);
    if (!info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_float32_array)
      throw Napi::TypeError::New(info.Env(), "expected a Float32Array of rows");
    auto x = info[0].As<Napi::Float32Array>();
    if (x.ElementLength() % dims != 0)
      throw Napi::RangeError::New(info.Env(), "the length is not a multiple of dims (" + std::to_string(dims) + ")");
    n = x.ElementLength() / dims;
    return x;
  }

  // Reads the row count without the lock: JavaScript adds only before it shares the index for searching.
  int K(const Napi::CallbackInfo& info) {
    return Integer(info, 1, "k", 1, static_cast<int>(std::max<int64_t>(1, rows_)));
  }

  // (rows: Float32Array, threads: 0 = all): Promise<void>
  Napi::Value Add(const Napi::CallbackInfo& info) {
    size_t n;
    const auto x = Rows(info, n);
    const int threads = Integer(info, 1, "threads", 0, 1024);
    if (rows_ + static_cast<int64_t>(n) > INT32_MAX) throw Napi::RangeError::New(info.Env(), "too many rows");
    rows_ += static_cast<int64_t>(n);
    return Guard(info.Env(), [&] { return (new AddWorker(info.Env(), shared_, x, n, threads))->Start(); });
  }

  // (queries: Float32Array, k: at most size): Int32Array [queries × k], −1 where the graph found fewer
  Napi::Value SearchNow(const Napi::CallbackInfo& info) {
    size_t n;
    const auto x = Rows(info, n);
    const int k = K(info);
    return ToJs(info.Env(), Guard(info.Env(), [&] { return Search(*shared_, x.Data(), n, static_cast<size_t>(k)); }));
  }

  Napi::Value SearchAsync(const Napi::CallbackInfo& info) {
    size_t n;
    const auto x = Rows(info, n);
    const int k = K(info);
    return Guard(info.Env(), [&] {
      return (new SearchWorker(info.Env(), shared_, x, n, static_cast<size_t>(k)))->Start();
    });
  }

  // (file): writes a graph
  void Save(const Napi::CallbackInfo& info) {
    auto* graph = dynamic_cast<faiss::IndexHNSW*>(Live(info).index.get());
    if (!graph) throw Napi::Error::New(info.Env(), "only a graph can be saved");
    const auto file = File(info);
    Guard(info.Env(), [&] {
      std::shared_lock lock(shared_->mutex);
      faiss::write_index(graph, file.c_str());
    });
  }

  // (file, expansionSearch): FaissIndex
  static Napi::Value Load(const Napi::CallbackInfo& info) {
    const auto file = File(info);
    const int search = Integer(info, 1, "expansionSearch", 1, 65536);
    auto graph = Guard(info.Env(), [&] {
      std::unique_ptr<faiss::Index> read(faiss::read_index(file.c_str()));
      auto* hnsw = dynamic_cast<faiss::IndexHNSW*>(read.get());
      if (!hnsw) throw std::runtime_error("the file holds no graph");
      read.release();
      std::unique_ptr<faiss::IndexHNSW> owned(hnsw);
      theta::WidenStorage(*owned);
      owned->hnsw.efSearch = search;
      return owned;
    });
    return info.Env().GetInstanceData<Napi::FunctionReference>()->New(
        {Napi::External<std::unique_ptr<faiss::IndexHNSW>>::New(info.Env(), &graph)});
  }

  static std::string File(const Napi::CallbackInfo& info) {
    if (!info[0].IsString()) throw Napi::TypeError::New(info.Env(), "expected a file name");
    return info[0].As<Napi::String>().Utf8Value();
  }

  void Dispose(const Napi::CallbackInfo&) { shared_.reset(); }
  Napi::Value Size(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), static_cast<double>(rows_)); }

  int64_t rows_ = 0;
};

Napi::Object InitModule(Napi::Env env, Napi::Object exports) {
  const auto constructor = FaissIndex::Init(env);
  // Kept per environment, so that the addon works in worker threads too; deleted with the environment.
  env.SetInstanceData(new Napi::FunctionReference(Napi::Persistent(constructor)));
  exports.Set("FaissIndex", constructor);
  exports.Set("version", std::to_string(FAISS_VERSION_MAJOR) + "." + std::to_string(FAISS_VERSION_MINOR) + "." +
                             std::to_string(FAISS_VERSION_PATCH));
  return exports;
}

}  // namespace

NODE_API_MODULE(faiss_addon, InitModule)
