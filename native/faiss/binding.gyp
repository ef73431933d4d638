{
  "targets": [{
    "target_name": "faiss_addon",
    "sources": ["faiss_addon.cc"],
    "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")", "<!@(node -p \"process.env.FAISS_INCLUDE_DIR || ''\")"],
    "defines": ["NAPI_VERSION=8", "NAPI_CPP_EXCEPTIONS", "NODE_ADDON_API_DISABLE_DEPRECATED"],
    "cflags!": ["-fno-exceptions"],
    "cflags_cc!": ["-fno-exceptions", "-fno-rtti", "-std=gnu++17", "-std=gnu++20"],
    "cflags_cc": ["-std=c++17", "-O3", "-fexceptions", "-frtti", "-fopenmp", "-fvisibility=hidden", "-Wall", "-Wextra"],
    "conditions": [
      ["OS=='linux'", { "libraries": ["-l:libfaiss.a", "-llapack", "-lblas", "-lgomp"] }],
      ["OS=='mac'", { "libraries": ["-lfaiss", "-lomp", "-framework Accelerate"] }]
    ]
  }]
}
