//! `/conf/ogc-process-description`.

use super::super::super::get;

const ALL: [&str; 7] = ["echo", "screen", "plot", "crowding", "feasibility", "closed-loops", "spf"];

#[test]
fn json_encoding() {
    for id in ALL {
        let told = get(&format!("/processes/{id}")).json();
        assert_eq!(told["id"], id);
        assert!(told["title"].is_string() && told["description"].is_string() && told["version"].is_string());
    }
}

#[test]
fn inputs_def() {
    for id in ALL {
        assert!(!get(&format!("/processes/{id}")).json()["inputs"].as_object().unwrap().is_empty(), "{id}");
    }
}

#[test]
fn input_def() {
    for id in ALL {
        for (name, input) in get(&format!("/processes/{id}")).json()["inputs"].as_object().unwrap() {
            assert!(input["schema"].is_object() && !input["description"].as_str().unwrap().is_empty(), "{id} {name}");
            assert!(input["minOccurs"].as_u64().unwrap() <= input["maxOccurs"].as_u64().unwrap(), "{id} {name}");
        }
    }
}

#[test]
fn input_mixed_type() {
    let schema = get("/processes/crowding").json()["inputs"]["register"]["schema"].clone();
    let forms = schema["oneOf"].as_array().unwrap();
    assert!(forms.iter().all(|form| form["contentMediaType"].is_string()) && forms.len() == 4, "{schema}");
}

#[test]
fn outputs_def() {
    for id in ALL {
        let outputs = get(&format!("/processes/{id}")).json()["outputs"].clone();
        assert_eq!(outputs.as_object().unwrap().keys().collect::<Vec<_>>(), ["result"], "{id}");
    }
}

#[test]
fn output_def() {
    for id in ALL {
        let result = get(&format!("/processes/{id}")).json()["outputs"]["result"].clone();
        assert!(result["schema"].is_object() && result["title"].is_string(), "{id}");
    }
    let verdict = get("/processes/screen").json()["outputs"]["result"]["schema"].clone();
    assert!(verdict["properties"]["outcome"].is_object() && verdict["contentMediaType"] == "application/json");
}
