(function(d){d.classList.add("scripted");try{var t=localStorage.getItem("theme");if(t==="dark"||t==="light")d.dataset.theme=t}catch(e){}})(document.documentElement)
